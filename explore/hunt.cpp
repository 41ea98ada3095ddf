#include "explore/hunt.h"

#include <algorithm>
#include <utility>

#include "explore/runner.h"
#include "sim/rng.h"

namespace foliot {

namespace {

/// A run of the zoo's takes far fewer.
constexpr std::uint64_t step_limit = 100'000;

/// Runs up to the first failure; 0 where there is none.
std::uint64_t runs_to_failure(Runner& runner, std::uint64_t seed, std::uint64_t most) {
    Strategy* const strategy = runner.strategy();
    const bool exhaustive = strategy != nullptr && strategy->exhaustive();
    for (std::uint64_t run = 0; run < most; ++run) {
        const bool failed = runner.run(run_seed(seed, run)).failed();
        if (failed && !(exhaustive && strategy->redundant())) return run + 1;
        if (exhaustive && !strategy->next()) return 0;
    }
    return 0;
}

}  // namespace

std::uint64_t Hunt::by_quarter(std::size_t quarters) const {
    if (seeds == 0) return 0;
    // The smallest number of runs by which at least that share had found it.
    const std::size_t rank = (seeds * quarters + 3) / 4;
    return rank == 0 || rank > runs_found.size() ? 0 : runs_found[rank - 1];
}

Hunt hunt(const Scenario& scenario, const std::string& strategy, const HuntOptions& options) {
    RunSettings settings;
    settings.strategy = strategy;
    settings.step_limit = step_limit;
    Runner runner(scenario, settings);
    const bool exhaustive = runner.strategy() != nullptr && runner.strategy()->exhaustive();
    Hunt result;
    result.strategy = strategy;
    result.seeds = exhaustive || runner.strategy() == nullptr ? 1 : options.seeds;
    for (std::size_t i = 0; i < result.seeds; ++i) {
        const std::uint64_t found =
            runs_to_failure(runner, run_seed(options.seed, i), options.runs);
        if (found != 0) result.runs_found.push_back(found);
    }
    std::sort(result.runs_found.begin(), result.runs_found.end());
    return result;
}

}  // namespace foliot
