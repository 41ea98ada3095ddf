#pragma once

#include <chrono>
#include <cstdint>

#include "explore/runner.h"

namespace foliot {

/// How many of the runs of calibrate() can be made in this process: all, or those before the first
/// that takes its process with it, or does not end within `timeout` by the clock on the wall. Tries
/// them in another process.
std::uint64_t calibration_runs_that_end(const Scenario& scenario, const RunSettings& settings,
                                        std::chrono::milliseconds timeout);

}  // namespace foliot
