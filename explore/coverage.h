#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace foliot {

/// What an exploration has seen, of the runs that it looked at.
struct Coverage {
    std::uint64_t runs = 0;  ///< looked at
    std::uint64_t steps = 0;
    std::uint64_t most_steps = 0;    ///< in one run
    std::uint64_t most_tasks = 0;    ///< in one run
    std::uint64_t most_choices = 0;  ///< among ready handles, in one run
    /// How often each class of runs was met: runs of a class differ only in the order of steps that
    /// do not conflict.
    std::map<std::uint64_t, std::uint64_t> classes;

    void add(const Coverage& other);
    /// Classes that were met once.
    std::uint64_t met_once() const;
    /// How likely the next run is of a class that was not met, in thousandths: the share of runs
    /// whose class was met once (Good, Turing).
    std::uint64_t unseen_permille() const;
    /// How likely PCT of this depth would have found a bug of it in as many runs, in thousandths:
    /// 1 - (1 - 1 / (tasks choices^(depth - 1)))^runs.
    std::uint64_t pct_permille(std::uint32_t depth) const;
    /// Some lines for people; empty where nothing was looked at.
    std::string text() const;
};

}  // namespace foliot
