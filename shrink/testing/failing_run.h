#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "explore/explore.h"
#include "explore/scenario.h"

// What tests of shrinking begin with.
namespace foliot {

inline CoroScenario scenario_of(Coro<> (*body)()) {
    return {"test", "", [body](const Inputs&) { return body(); }};
}

/// The first random run that fails with these words in its message.
inline RecordedRun failing_run(const Scenario& scenario, const std::string& message = "",
                               RunSettings settings = {}) {
    Runner runner(scenario, settings);
    for (std::uint64_t run = 0; run < 5'000; ++run) {
        const std::uint64_t seed = run_seed(1, run);
        const Outcome outcome = runner.run(seed);
        if (outcome.failed() && outcome.message.find(message) != std::string::npos) {
            return runner.record(seed);
        }
    }
    ADD_FAILURE() << "no run fails with " << message;
    return {};
}

}  // namespace foliot
