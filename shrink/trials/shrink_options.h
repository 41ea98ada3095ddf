#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "explore/runner.h"

namespace foliot {

/// Where shrinking stands; given to the progress callback before each replay.
struct ShrinkProgress {
    std::uint64_t replay;   ///< the one that is about to be made
    std::uint64_t replays;  ///< how many there may be
    std::size_t before;     ///< choices other than 0 of the run that is shrunk
    std::size_t now;        ///< of the simplest one found
    bool recording;         ///< the search is over, this is its result
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
    /// Replays that are not made, by their numbers: they would end the process. What they would
    /// have shown is not known.
    std::set<std::uint64_t> skipped;
    /// Told of each simpler run, in words that `start` takes, and how many choices other than 0 it
    /// has. Not told of runs of a smaller scenario.
    std::function<void(const std::string& words, std::size_t now)> better;
    /// A run that is known to fail in the same way: there is no search, it is the result.
    std::string start;
};

}  // namespace foliot
