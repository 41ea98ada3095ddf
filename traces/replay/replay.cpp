#include "traces/replay/replay.h"

#include <utility>

#include "sim/loop.h"
#include "traces/file/digest.h"
#include "traces/record/names.h"
#include "traces/record/recorder.h"
#include "traces/replay/difference.h"
#include "traces/replay/replay_strategy.h"
#include "traces/view/labels.h"

namespace foliot {

namespace {

/// Ends the run after a step.
class Stopper final : public Observer {
  public:
    Stopper(Loop& loop, std::uint64_t last) : loop_(loop), last_(last) {}
    void on_step(const Step& step) override {
        if (step.number >= last_) loop_.halt();
    }

  private:
    Loop& loop_;  // the one that it observes
    std::uint64_t last_;
};

/// As many events as the trace has, where it has not all.
RecorderOptions options_for(const Trace& recorded) {
    RecorderOptions options;
    options.event_limit = recorded.dropped != 0 ? recorded.events.size() : SIZE_MAX;
    return options;
}

/// The step that an event or a choice belongs to, counted so that what comes before the run is
/// first.
std::uint64_t order_of(std::uint64_t step) {
    return step + 1;
}

/// Whether this event, and so all that follow, comes after the step `until`.
bool begins_after(const Trace& trace, std::size_t event, std::uint64_t until) {
    if (event >= trace.events.size()) return false;
    const RecordedEvent& next = trace.events[event];
    const bool between_steps = next.step == until && trace.kind(next) == events::advance;
    return between_steps || order_of(next.step) > order_of(until);
}

/// Why the second run, is not the first.
std::optional<Divergence> compare(const Trace& recorded, const Trace& found, std::uint64_t until) {
    const auto difference = first_difference(recorded, found);
    if (difference && !(until != no_step && begins_after(recorded, difference->event, until))) {
        return Divergence{std::nullopt, difference->step, difference->first, difference->second};
    }
    if (until != no_step) return std::nullopt;
    if (recorded.outcome.verdict != found.outcome.verdict) {
        return Divergence{std::nullopt, found.outcome.step,
                          "the verdict " + std::string(name_of(recorded.outcome.verdict)),
                          "the verdict " + std::string(name_of(found.outcome.verdict))};
    }
    if (recorded.digest != found.digest) {
        return Divergence{std::nullopt, found.outcome.step,
                          "the digest " + digest_text(recorded.digest),
                          "the digest " + digest_text(found.digest)};
    }
    return std::nullopt;
}

}  // namespace

ReplayReport replay(const Trace& recorded, ReplayMode mode, const LoopOptions& base,
                    const std::function<Outcome(Loop&)>& run, std::uint64_t until) {
    Recorder recorder(options_for(recorded));
    ReplayStrategy strategy(recorded, recorder.names(), mode);
    LoopOptions options = base;
    static_cast<LoopSettings&>(options) = recorded.settings;
    options.debug |= base.debug;
    options.slow_callback_duration = base.slow_callback_duration;
    options.strategy = &strategy;

    Loop loop(options);
    Stopper stopper(loop, until);
    loop.observe(recorder);
    if (until != no_step) loop.observe(stopper);
    ReplayReport report;
    report.outcome = run(loop);
    explain(report.outcome, recorder);
    report.trace = recorder.take(recorded.scenario, "replay", options, report.outcome);
    report.trace.laws = recorded.laws;
    report.trace.input = recorded.input;
    report.trace.options = recorded.options;
    report.trace.program = recorded.program;

    for (const std::size_t choice : strategy.skipped())
        report.skipped.push_back(choice_label(recorded, choice));
    if (mode == ReplayMode::strict) {
        if (until == no_step) strategy.end(report.outcome.step);
        report.divergence = compare(recorded, report.trace, until);
        const auto& choice = strategy.divergence();
        // What happened before a choice that differs explains more than the choice.
        const bool earlier = choice && report.divergence &&
                             order_of(report.divergence->step) < order_of(choice->step);
        if (choice && !earlier) report.divergence = choice;
        report.same = !report.divergence;
    } else {
        report.same = report.trace.digest == recorded.digest;
    }
    return report;
}

}  // namespace foliot
