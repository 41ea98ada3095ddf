#pragma once

#include <chrono>
#include <cstdint>

#include "properties/runner.h"
#include "strategies/profile.h"

namespace foliot {

/// Learns what the runs of a scenario are like, from up to 64 random runs. Their seeds are always
/// the same, whatever those of an exploration are, so that a run can be made again by its own seed
/// alone. They are not looked at otherwise: runs that fail there fail elsewhere too. Ends early
/// after a million steps.
Profile calibrate(const Scenario& scenario, const RunSettings& settings,
                  const Runner::Around& around, const Calibration& how);

/// How many of these runs can be made in this process: all, or those before the first that takes
/// its process with it, or does not end within `timeout` by the clock on the wall. Tries them in
/// another process.
std::uint64_t calibration_runs_that_end(const Scenario& scenario, const RunSettings& settings,
                                        std::chrono::milliseconds timeout);

}  // namespace foliot
