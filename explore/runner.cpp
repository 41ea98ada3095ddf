#include "explore/runner.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "explore/calibrate.h"
#include "explore/trace_options.h"
#include "sim/loop.h"
#include "strategies/registry.h"
#include "traces/record/recorder.h"

namespace foliot {

Runner::Runner(const Scenario& scenario, RunSettings settings, Around around)
    : scenario_(scenario),
      settings_(std::move(settings)),
      strategy_(make_strategy(settings_.strategy)),
      around_(std::move(around)) {}

Runner::Runner(const Scenario& scenario, RunSettings settings, std::unique_ptr<Strategy> strategy,
               Around around)
    : scenario_(scenario),
      settings_(std::move(settings)),
      strategy_(std::move(strategy)),
      around_(std::move(around)) {}

Runner::~Runner() = default;

void Runner::prepare(std::uint64_t seed) {
    if (calibrated_ || strategy_ == nullptr || !strategy_->wants_profile(seed)) return;
    calibrated_ = true;
    strategy_->learn(
        std::make_shared<const Profile>(calibrate(scenario_, settings_, around_, calibration_)));
}

LoopOptions Runner::options(std::uint64_t seed) const {
    LoopSettings settings = settings_;
    const bool own_sequence = strategy_ != nullptr && strategy_->exhaustive();
    if (!own_sequence) settings.seed = seed;
    return loop_options(scenario_, settings, strategy_.get());
}

Outcome Runner::surrounded(const std::function<Outcome()>& run) const {
    return around_ ? around_(run) : run();
}

Outcome Runner::run(std::uint64_t seed, const Wanted& wanted) {
    return run(seed, [&](Loop& loop) {
        if (wanted.observer != nullptr) loop.observe(*wanted.observer);
        const Inputs inputs = inputs_under(settings_.strategy, settings_.options);
        if (wanted.result == nullptr) return scenario_.run(loop, inputs);
        return scenario_.run_to_result(loop, inputs, *wanted.result);
    });
}

Outcome Runner::run(std::uint64_t seed, const std::function<Outcome(Loop&)>& make) {
    prepare(seed);
    return surrounded([&] {
        Loop loop(options(seed));
        return make(loop);
    });
}

RecordedRun Runner::record(std::uint64_t seed) {
    prepare(seed);
    RecordedRun recorded;
    const LoopOptions used = options(seed);
    Recorder recorder;
    recorded.outcome = surrounded([&] {
        Loop loop(used);
        loop.observe(recorder);
        Outcome outcome = scenario_.run(loop, inputs_under(settings_.strategy, settings_.options));
        explain(outcome, recorder);
        recorded.trace = recorder.take(scenario_.name(), settings_.strategy, used, outcome);
        return outcome;
    });
    // An expectation that did not hold shows after the run.
    if (recorded.trace.outcome.verdict != recorded.outcome.verdict) {
        retell(recorded.trace, recorded.outcome);
    }
    keep_options(recorded.trace, scenario_, settings_.options);
    scenario_.describe(recorded.trace);
    return recorded;
}

LoopOptions loop_options(const Scenario& scenario, const LoopSettings& settings,
                         Strategy* strategy) {
    LoopOptions options;
    static_cast<LoopSettings&>(options) = settings;
    options.strategy = strategy;
    scenario.adjust(options);
    return options;
}

}  // namespace foliot
