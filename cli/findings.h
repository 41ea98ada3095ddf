#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/subjects.h"
#include "explore/explore.h"
#include "explore/workers/part.h"

namespace foliot {

/// A failing run, as it is reported.
struct Finding {
    nlohmann::ordered_json json;  ///< the entry in `failures`
    std::string text;             ///< the block for people
    bool deterministic = true;

    nlohmann::ordered_json to_json() const;
    static Finding from_json(const nlohmann::ordered_json& json);
};

/// Makes each failing run again, in another process, writes its trace, and says what there is to
/// say. Each is shrunk by so many `replays` at most. `again` is the command that makes a run again,
/// but for the seed at its end.
std::vector<Finding> look_at(const Subject& subject, const ExploreOptions& options,
                             std::uint64_t replays, const std::vector<PartFailure>& failures,
                             const std::string& again);

}  // namespace foliot
