#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "explore/runner.h"

namespace foliot {

/// Where shrinking stands; given to the progress callback before each replay.
struct ShrinkProgress {
    std::uint64_t replay;   ///< the one that is about to be made
    std::uint64_t replays;  ///< how many there may be
    std::size_t before;     ///< choices other than 0 of the run that is shrunk
    std::size_t now;        ///< of the simplest one found
};

struct ShrinkOptions {
    std::uint64_t replays = 1'000;  ///< runs that may be made, all included; 0: none
    /// Ends the search where the runs took so many steps, for a run may be long.
    std::uint64_t steps = 50'000'000;
    /// Also leaves out statements of the scenario, if it has any; see Scenario::simpler().
    bool statements = false;
    std::function<void(const ShrinkProgress&)> progress;
    /// Asked before each replay; true ends the search there.
    std::function<bool()> stop;
    /// As in ExploreOptions.
    Runner::Around around;
};

}  // namespace foliot
