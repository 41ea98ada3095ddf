#include "explore/explore.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "explore/coverage_observer.h"
#include "strategies/dfs.h"
#include "strategies/registry.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// The first runs, which coverage looks at.
constexpr std::uint64_t covered_runs = 10'000;

std::unique_ptr<Strategy> strategy_of(const ExploreOptions& options) {
    if (options.prefix.empty()) return make_strategy(options.strategy);
    return std::make_unique<DfsStrategy>(options.prefix);
}

}  // namespace

Explorer::Explorer(const Scenario& scenario, ExploreOptions options)
    : scenario_(scenario),
      options_(std::move(options)),
      runner_(scenario, options_, strategy_of(options_), options_.around),
      exhaustive_(runner_.strategy() != nullptr && runner_.strategy()->exhaustive()),
      observer_(std::make_unique<CoverageObserver>()) {
    runner_.calibrate_so(options_.calibration);
}

Explorer::~Explorer() = default;

Exploration Explorer::explore(std::uint64_t first_run, std::uint64_t runs) {
    result_ = {};
    result_.scenario = scenario_.name();
    result_.strategy = options_.strategy;
    result_.seed = options_.seed;
    for (std::uint64_t made = 0; runs == 0 || made < runs; ++made) {
        if (options_.stop && options_.stop()) {
            result_.interrupted = true;
            break;
        }
        const bool failed = make_run(first_run + made);
        if (failed && !options_.keep_going) break;
        if (exhaustive_ && !runner_.strategy()->next()) {
            result_.complete = true;
            break;
        }
    }
    return std::move(result_);
}

bool Explorer::make_run(std::uint64_t run) {
    const std::uint64_t seed = exhaustive_ ? options_.seed : run_seed(options_.seed, run);
    if (options_.progress) {
        options_.progress({run, options_.runs, seed, result_.steps, result_.failures.size(),
                           result_.coverage.classes.size()});
    }
    const bool covered = options_.coverage && run < covered_runs;
    Json came_to;
    const Outcome outcome = runner_.run(
        seed, {covered ? observer_.get() : nullptr, options_.outcomes ? &came_to : nullptr});
    if (covered) observer_->end_run(result_.coverage);
    ++result_.runs;
    result_.steps += outcome.steps;
    if (runner_.strategy() != nullptr && runner_.strategy()->redundant()) {
        ++result_.redundant;
        return false;
    }
    if (options_.outcomes) result_.outcomes.insert(came_to.dump());
    result_.warnings.add(outcome, seed);
    if (outcome.failed()) add_failure(run, seed, outcome);
    return outcome.failed();
}

void Explorer::add_failure(std::uint64_t run, std::uint64_t seed, const Outcome& outcome) {
    FoundFailure failure = found_failure(run, seed, outcome);
    if (runner_.strategy() != nullptr) failure.member = runner_.strategy()->member();
    if (options_.on_failure) {
        options_.on_failure(failure, [this, seed] { return runner_.record(seed); });
    }
    result_.failures.push_back(std::move(failure));
}

Exploration explore(const Scenario& scenario, const ExploreOptions& options) {
    return Explorer(scenario, options).explore(0, options.runs);
}

}  // namespace foliot
