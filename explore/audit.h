#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "explore/runner.h"

namespace foliot {

/// Two neighbouring steps that do not conflict, by their footprints, and whose order matters all
/// the same: something that they share is in no footprint, so that partial-order search would skip
/// orders that matter.
struct Unseen {
    std::uint64_t run = 0;
    std::uint64_t seed = 0;
    std::uint64_t step = 0;  ///< of the first of the two
    std::string first;       ///< who made it
    std::string second;
    std::string difference;  ///< what came to be different
};

struct Audit {
    std::uint64_t runs = 0;
    std::uint64_t swaps = 0;  ///< pairs that changed places
    std::optional<Unseen> unseen;
};

/// Makes random runs, and each one again with a random pair of such steps in the other order: both
/// must come to the same. Ends at the first pair where they do not, and where `stop` says so.
Audit audit(const Scenario& scenario, const RunSettings& settings, std::uint64_t runs,
            const std::function<bool()>& stop = {});

}  // namespace foliot
