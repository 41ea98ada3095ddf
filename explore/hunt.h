#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "explore/scenario.h"

namespace foliot {

/// How soon a strategy finds the bug of a program, over many seeds.
struct Hunt {
    std::string strategy;
    std::size_t seeds = 0;  ///< tried; exhaustive strategies have one
    std::vector<std::uint64_t>
        runs_found;  ///< runs to the first failure where there was one, sorted

    std::size_t found() const { return runs_found.size(); }
    /// The number of runs by which this share of the seeds, in quarters, had found it; 0: not even
    /// with all runs. The second quarter is the median.
    std::uint64_t by_quarter(std::size_t quarters) const;
};

struct HuntOptions {
    std::uint64_t seed = 1;
    std::size_t seeds = 20;
    std::uint64_t runs = 1'000;  ///< of each seed, at most
};

/// Runs `scenario` under many seeds, each up to its first failure. Seed i is the run_seed() of
/// `seed` and i.
Hunt hunt(const Scenario& scenario, const std::string& strategy, const HuntOptions& options);

}  // namespace foliot
