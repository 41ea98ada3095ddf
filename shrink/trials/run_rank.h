#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "shrink/trials/follower.h"
#include "sim/outcome.h"

namespace foliot {

/// How simple a failing run is: the smaller the better, from the first member to the last.
struct RunRank {
    std::size_t deviations = 0;  ///< choices that are not the tame one
    std::size_t hurts = 0;       ///< of them, faults and cancellations
    std::size_t switches = 0;    ///< how often another handle ran than just before
    std::size_t handles = 0;     ///< how many different ones ran
    std::size_t steps = 0;
    std::int64_t time = 0;             ///< virtual, at the end
    std::size_t length = 0;            ///< choices up to the last deviation
    std::vector<std::uint32_t> taken;  ///< the options taken, up to there

    std::strong_ordering operator<=>(const RunRank&) const = default;
    bool operator==(const RunRank&) const = default;
};

RunRank rank_of(const FollowedRun& run, const Outcome& outcome);

}  // namespace foliot
