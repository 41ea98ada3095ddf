#include "traces/recorder.h"

#include <utility>

#include "traces/digest.h"

namespace foliot {

Recorder::Recorder(const RecorderOptions& options)
    : options_(options), waits_(names_), step_(names_.strings().intern("step")) {
    // A short run's, so that it need not be moved as it grows.
    choices_.reserve(256);
    events_.reserve(1024);
}

void Recorder::on_step(const Step& step) {
    const Names::HandleName handle = names_.handle(step.handle);
    RecordedEvent event{};
    event.step = step.number;
    event.time_ns = nanoseconds(step.time);
    event.cause = step.cause;
    event.task = handle.task;
    event.object = nobody;
    event.other = nobody;
    event.what = step_;
    event.text = handle.name;
    add(event);
}

void Recorder::on_event(const TraceEvent& happened) {
    RecordedEvent event{};
    event.step = happened.step;
    event.time_ns = nanoseconds(happened.time);
    event.cause = no_step;
    event.value = happened.value;
    event.task = happened.task != nullptr ? names_.task(*happened.task) : nobody;
    event.object = happened.object != nullptr ? names_.object(*happened.object) : nobody;
    event.other = happened.other != nullptr ? names_.task(*happened.other) : nobody;
    event.what = names_.strings().intern(happened.what);
    if (!happened.text.empty()) event.text = names_.strings().intern(happened.text);
    event.where = place(happened.where);
    waits_.add(event);
    add(event);
}

void Recorder::on_choice(const Decision& decision) {
    RecordedChoice choice{};
    choice.kind = decision.point.kind;
    choice.of = decision.point.of;
    choice.taken = decision.taken;
    choice.what = names_.option(decision.point, decision.taken);
    const bool overtakes = choice.kind == ChoiceKind::ready && choice.taken != 0;
    if (overtakes) choice.fifo = names_.option(decision.point, 0);
    choice.step = decision.step;
    choices_.push_back(choice);
}

void Recorder::add(const RecordedEvent& event) {
    if (events_.size() < options_.event_limit) {
        events_.push_back(event);
    } else {
        ++dropped_;
    }
}

StringId Recorder::place(const std::source_location& where) {
    if (where.line() == 0) return no_string;
    Place& kept = places_[where.line() % places_.size()];
    if (kept.file != where.file_name() || kept.line != where.line()) {
        kept = {where.file_name(), where.line(), names_.strings().intern(place_of(where))};
    }
    return kept.name;
}

Trace Recorder::take(std::string scenario, std::string strategy, const LoopOptions& options,
                     const Outcome& outcome) {
    Trace trace;
    trace.tool = this_tool();
    trace.scenario = std::move(scenario);
    trace.seed = options.seed;
    trace.strategy = std::move(strategy);
    trace.settings = TraceSettings::of(options);
    trace.outcome.verdict = outcome.verdict;
    trace.outcome.message = outcome.message;
    trace.outcome.step = outcome.step;
    trace.outcome.time_ns = nanoseconds(outcome.time);
    trace.outcome.where = place_of(outcome.where);
    if (outcome.failed()) {
        for (const std::uint32_t task : waits_.waiting())
            trace.outcome.wait_for.push_back(waits_.wait_of(task));
    }
    names_.give_to(trace);
    trace.choices = std::move(choices_);
    trace.events = std::move(events_);
    trace.dropped = dropped_;
    trace.digest = digest_of(trace);
    return trace;
}

void retell(Trace& trace, const Outcome& outcome) {
    trace.outcome.verdict = outcome.verdict;
    trace.outcome.message = outcome.message;
    trace.digest = digest_of(trace);
}

void explain(Outcome& outcome, const Recorder& recorder) {
    const Names& names = recorder.names();
    const StringTable& strings = names.strings();
    const std::vector<std::uint32_t> waiting = recorder.waits().waiting();
    auto at = waiting.begin();
    // Both lists are in the order of creation; threads stand in the second one only.
    for (Blocked& blocked : outcome.blocked) {
        while (at != waiting.end() && strings[names.tasks()[*at].name] != blocked.task)
            ++at;
        if (at == waiting.end()) break;
        const std::uint32_t task = *at++;
        blocked.held_by.clear();
        for (const std::uint32_t holder : recorder.waits().holders(task)) {
            blocked.held_by += blocked.held_by.empty() ? "" : ", ";
            blocked.held_by += strings[names.tasks()[holder].name];
        }
        const std::uint32_t object = recorder.waits().awaited_object(task);
        if (object == nobody || names.objects()[object].name != no_string) continue;
        const RecordedObject& awaited = names.objects()[object];
        blocked.waits_for = strings[awaited.kind] + " " + strings[awaited.path];
    }
    if (outcome.verdict == Verdict::deadlock) outcome.message = describe(outcome.blocked);
}

}  // namespace foliot
