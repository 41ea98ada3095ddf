#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/subjects.h"
#include "properties/explore.h"

namespace foliot {

/// What `run --json` prints for a scenario: the verdict and the figures that it published.
nlohmann::ordered_json outcome_json(const std::string& scenario, const RunSettings& settings,
                                    const RecordedRun& run);
/// What `explore --json` prints for one scenario. Holds no timings.
nlohmann::ordered_json exploration_json(const Exploration& exploration);

/// The command that makes a run again, but for the seed at its end: `foliot run NAME --seed=`.
std::string again_command(const Subject& subject, const RunSettings& settings);

}  // namespace foliot
