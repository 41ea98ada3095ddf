#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/subjects.h"
#include "explore/explore.h"
#include "explore/workers/part.h"
#include "shrink/finding.h"

namespace foliot {

/// What `run --json` prints for a scenario: the verdict and the figures that it published.
nlohmann::ordered_json outcome_json(const std::string& scenario, const RunSettings& settings,
                                    const RecordedRun& run);
/// What `explore --json` prints for one scenario, whose settings are those of its shards; in debug
/// mode with warnings. Holds no timings.
nlohmann::ordered_json exploration_json(const Explored& explored,
                                        const nlohmann::ordered_json& settings,
                                        const std::vector<Finding>& findings);
/// The warnings of one run, for a document in JSON.
nlohmann::ordered_json warnings_json(const Outcome& outcome);

/// The command that makes a run again, but for the seed at its end: `foliot run NAME --seed=`.
std::string again_command(const Subject& subject, const RunSettings& settings,
                          const std::vector<std::string>& laws);

}  // namespace foliot
