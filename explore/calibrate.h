#pragma once

#include <cstdint>

#include "explore/runner.h"
#include "strategies/profile.h"

namespace foliot {

/// Learns what the runs of a scenario are like, from up to 64 random runs. Their seeds are always
/// the same, whatever those of an exploration are, so that a run can be made again by its own seed
/// alone. They are not looked at otherwise: runs that fail there fail elsewhere too. Ends early
/// after a million steps.
Profile calibrate(const Scenario& scenario, const RunSettings& settings,
                  const Runner::Around& around, const Calibration& how);

/// The seed of one of these runs.
std::uint64_t calibration_seed(std::uint64_t run);

}  // namespace foliot
