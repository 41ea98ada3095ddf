#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/subjects.h"
#include "properties/explore.h"
#include "properties/part.h"

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
/// say. `again` is the command that makes a run again, but for the seed at its end.
std::vector<Finding> look_at(const Subject& subject, const ExploreOptions& options,
                             const std::vector<PartFailure>& failures, const std::string& again);

}  // namespace foliot
