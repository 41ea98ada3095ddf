#include "traces/record/recorder.h"

#include <array>
#include <cstdint>
#include <optional>
#include <source_location>
#include <utility>
#include <vector>

#include "sim/sleep.h"
#include "traces/file/digest.h"
#include "traces/record/event_log.h"
#include "traces/record/names.h"
#include "traces/record/wait_graph.h"

namespace foliot {

/// The listener itself.
class Recorder::Recording final : public Observer {
  public:
    explicit Recording(const RecorderOptions& options) : events_(options.event_limit) {
        choices_.reserve(256);  // a short run's
    }

    Hears hears() const override { return {.accesses = false}; }
    void on_create(const Creation& creation) override { names_.on_create(creation); }
    void on_choice(const Decision& decision) override;
    void on_step(const Step& step) override;
    void on_event(const TraceEvent& event) override;

    Names& names() { return names_; }
    WaitGraph waits() const;
    /// Puts into the trace what happened, of which nothing is left here.
    void give_to(Trace& trace);

  private:
    RecordedEvent& add();
    RecordedEvent& drop();
    StringId text(std::string_view text, KindId kind);
    StringId text_of(const TraceEvent& happened, KindId kind);
    StringId place(const std::source_location& where);

    /// Places recur: a few are kept by line, so that their names need not be spelled again.
    struct Place {
        const char* file = nullptr;
        std::uint32_t line = 0;
        StringId name = no_string;
    };
    /// The handle that was chosen for a step: it is asked for twice.
    struct Chosen {
        const Handle* handle = nullptr;  // valid until that step begins
        std::uint64_t step = no_step;
        Names::HandleName name{};
    };

    Names names_;
    KindTable kinds_;
    StringId yield_ = no_string;        // what is said of a yield that says nothing
    std::array<StringId, 64> texts_{};  // by kind: the latest one
    std::array<Place, 64> places_{};
    Chosen chosen_;
    std::vector<RecordedChoice> choices_;
    EventLog events_;
    std::uint64_t dropped_ = 0;
    RecordedEvent late_{};            // the latest event that is not kept
    std::optional<WaitGraph> waits_;  // from the first event on that is not kept
};

void Recorder::Recording::on_step(const Step& step) {
    const bool known = chosen_.handle == &step.handle && chosen_.step == step.number;
    const Names::HandleName handle = known ? chosen_.name : names_.handle(step.handle);
    RecordedEvent& event = add();
    event.step = step.number;
    event.time_ns = nanoseconds(step.time);
    event.cause = step.cause;
    event.value = 0;
    event.task = handle.task;
    event.object = nobody;
    event.other = nobody;
    event.kind = kinds_.id_of(events::step);
    event.until_ns = never_ns;
    event.wanted = Quantity::none;
    event.cancelled = false;
    event.text = handle.name;
    event.where = no_string;
}

void Recorder::Recording::on_event(const TraceEvent& happened) {
    RecordedEvent& event = add();
    event.step = happened.step;
    event.time_ns = nanoseconds(happened.time);
    event.cause = no_step;
    event.value = happened.value;
    event.task = happened.task != nullptr ? names_.task(*happened.task) : nobody;
    event.object = happened.object != nullptr ? names_.object(happened) : nobody;
    event.other = happened.other != nullptr ? names_.task(*happened.other) : nobody;
    event.kind = kinds_.id_of(happened.kind);
    event.until_ns = nanoseconds(happened.until);
    event.wanted = happened.wanted;
    event.cancelled = happened.cancelled;
    event.text = text_of(happened, event.kind);
    event.where = place(happened.where);
    if (waits_) [[unlikely]]
        waits_->add(event, happened.kind);
}

void Recorder::Recording::on_choice(const Decision& decision) {
    RecordedChoice& choice = choices_.emplace_back();
    choice.kind = decision.point.kind;
    choice.of = decision.point.of;
    choice.taken = decision.taken;
    choice.fifo = no_string;
    choice.step = decision.step;
    if (decision.handle == nullptr) {
        choice.what = names_.option(decision.point, decision.taken);
        return;
    }
    chosen_ = {decision.handle, decision.step, names_.handle(*decision.handle)};
    choice.what = chosen_.name.name;
    if (choice.taken != 0) choice.fifo = names_.handle(decision.point.loop->option(0)).name;
}

inline RecordedEvent& Recorder::Recording::add() {
    RecordedEvent* const event = events_.add();
    return event != nullptr ? *event : drop();
}

/// Where there is no room, the graph of waits has to follow the events.
RecordedEvent& Recorder::Recording::drop() {
    if (dropped_++ == 0) waits_ = waits();
    return late_;
}

WaitGraph Recorder::Recording::waits() const {
    if (waits_) return *waits_;
    WaitGraph graph(names_);
    events_.for_each([&](const RecordedEvent& event) { graph.add(event, kinds_[event.kind]); });
    return graph;
}

/// Texts recur, and more so those of one kind of event.
inline StringId Recorder::Recording::text(std::string_view text, KindId kind) {
    StringId& latest = texts_[static_cast<std::size_t>(kind) % texts_.size()];
    if (names_.strings()[latest] != text) latest = names_.strings().intern(text);
    return latest;
}

inline StringId Recorder::Recording::text_of(const TraceEvent& happened, KindId kind) {
    if (!happened.text.empty()) [[unlikely]]
        return text(happened.text, kind);
    if (happened.kind == events::yield) {
        if (yield_ == no_string) yield_ = names_.strings().intern(Sleep::awaited_at_once);
        return yield_;
    }
    if (happened.until == no_deadline) [[likely]]
        return no_string;
    return text(Sleep::awaited_until(happened.until), kind);
}

inline StringId Recorder::Recording::place(const std::source_location& where) {
    if (where.line() == 0) return no_string;
    Place& kept = places_[where.line() % places_.size()];
    if (kept.file != where.file_name() || kept.line != where.line()) {
        kept = {where.file_name(), where.line(), names_.strings().intern(place_of(where))};
    }
    return kept.name;
}

namespace {

void keep_names_of_choices(Trace& trace) {
    std::vector<bool> used(trace.strings.size());
    for (const RecordedChoice& choice : trace.choices) {
        used[static_cast<std::size_t>(choice.what)] = true;
        used[static_cast<std::size_t>(choice.fifo)] = true;
    }
    std::erase_if(trace.names, [&used](const RecordedName& each) {
        return !used[static_cast<std::size_t>(each.name)];
    });
}

}  // namespace

void Recorder::Recording::give_to(Trace& trace) {
    names_.give_to(trace);
    trace.kinds = std::move(kinds_);
    trace.choices = std::move(choices_);
    keep_names_of_choices(trace);
    trace.events = events_.take();
    trace.dropped = dropped_;
}

Recorder::Recorder(const RecorderOptions& options)
    : recording_(std::make_unique<Recording>(options)) {}

Recorder::~Recorder() = default;

Recorder::operator Observer&() {
    return *recording_;
}

Names& Recorder::names() {
    return recording_->names();
}

const Names& Recorder::names() const {
    return recording_->names();
}

WaitGraph Recorder::waits() const {
    return recording_->waits();
}

Trace Recorder::take(std::string scenario, std::string strategy, const LoopOptions& options,
                     const Outcome& outcome) {
    Trace trace;
    trace.tool = this_tool();
    trace.scenario = std::move(scenario);
    trace.strategy = std::move(strategy);
    trace.settings = options;
    trace.outcome.verdict = outcome.verdict;
    trace.outcome.message = outcome.message;
    trace.outcome.step = outcome.step;
    trace.outcome.time_ns = nanoseconds(outcome.time);
    trace.outcome.where = place_of(outcome.where);
    if (outcome.failed()) {
        const WaitGraph graph = waits();
        for (const std::uint32_t task : graph.waiting())
            trace.outcome.wait_for.push_back(graph.wait_of(task));
    }
    recording_->give_to(trace);
    trace.digest = digest_of(trace);
    return trace;
}

void retell(Trace& trace, const Outcome& outcome) {
    trace.outcome.verdict = outcome.verdict;
    trace.outcome.message = outcome.message;
    trace.digest = digest_of(trace);
}

void explain(Outcome& outcome, const Recorder& recorder) {
    if (outcome.blocked.empty() && outcome.verdict != Verdict::deadlock) return;
    const Names& names = recorder.names();
    const StringTable& strings = names.strings();
    const WaitGraph waits = recorder.waits();
    const std::vector<std::uint32_t> waiting = waits.waiting();
    auto at = waiting.begin();
    // Both lists are in the order of creation; threads stand in the second one only.
    for (Blocked& blocked : outcome.blocked) {
        while (at != waiting.end() && strings[names.tasks()[*at].name] != blocked.task)
            ++at;
        if (at == waiting.end()) break;
        const std::uint32_t task = *at++;
        blocked.held_by.clear();
        for (const std::uint32_t holder : waits.holders(task)) {
            blocked.held_by += blocked.held_by.empty() ? "" : ", ";
            blocked.held_by += strings[names.tasks()[holder].name];
        }
        const std::uint32_t object = waits.awaited_object(task);
        if (object == nobody || names.objects()[object].name != no_string) continue;
        const RecordedObject& awaited = names.objects()[object];
        blocked.waits_for = strings[awaited.kind] + " " + strings[awaited.path];
    }
    if (outcome.verdict == Verdict::deadlock) outcome.message = describe(outcome.blocked);
}

}  // namespace foliot
