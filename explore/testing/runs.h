#pragma once

#include "explore/runner.h"
#include "sim/loop.h"

// Single runs, for tests.
namespace foliot {

/// Makes one run, recording nothing. `strategy` is reused from run to run; null: fifo.
inline Outcome run_once(const Scenario& scenario, const RunSettings& settings, Strategy* strategy) {
    Loop loop(loop_options(scenario, settings, strategy));
    return scenario.run(loop, inputs_under(settings.strategy, settings.options));
}

/// Makes one run with recording on.
inline RecordedRun record_run(const Scenario& scenario, const RunSettings& settings) {
    return Runner(scenario, settings).record(settings.seed);
}

}  // namespace foliot
