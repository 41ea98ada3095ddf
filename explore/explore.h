#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "explore/coverage.h"
#include "explore/failure.h"
#include "explore/runner.h"
#include "explore/warnings.h"
#include "strategies/turn.h"

namespace foliot {

class CoverageObserver;

/// Where an exploration stands; given to the progress callback before each run.
struct Progress {
    std::uint64_t run;   ///< the run that is about to be made
    std::uint64_t runs;  ///< how many are wanted; 0: until told to stop
    std::uint64_t seed;  ///< of the run that is about to be made
    std::uint64_t steps;
    std::size_t failures;
    std::size_t classes;  ///< met so far, see Coverage
};

/// Makes a failing run again, with recording on. What comes of it may end the process.
using Again = std::function<RecordedRun()>;

/// What is to be explored: how its runs are made, and how many.
struct ExploreOptions : RunSettings {
    ExploreOptions() { step_limit = default_step_limit; }

    static constexpr std::uint64_t default_step_limit = 1'000'000;

    std::uint64_t runs = 1'000;  ///< 0: until `stop` says so
    bool keep_going = false;     ///< beyond the first failure
    /// Called before each run, so that its seed is known to somebody whatever the run does.
    std::function<void(const Progress&)> progress;
    /// Asked before each run; true ends the exploration there.
    std::function<bool()> stop;
    /// Called in place of an ordinary run, where something must surround it. Empty: runs as it is.
    Runner::Around around;
    bool outcomes = false;  ///< collects what the runs came to
    bool coverage = false;  ///< looks at what the first runs covered
    /// Called with each failing run, at once. What it notes in the failure is kept.
    std::function<void(FoundFailure&, const Again&)> on_failure;

    Calibration calibration;
    std::vector<Turn> prefix;  ///< of `dfs`: the choices that all runs begin with
};

struct Exploration {
    std::string scenario;
    std::string strategy;
    std::uint64_t seed = 0;
    std::uint64_t runs = 0;  ///< made, the failing one included
    std::uint64_t steps = 0;
    std::uint64_t redundant = 0;  ///< of them, those that were given up as others make up for them
    bool complete = false;        ///< the strategy has tried every order
    bool interrupted = false;     ///< `stop` ended it
    std::vector<FoundFailure> failures;
    FoundWarnings warnings;  ///< of debug mode
    /// What the runs came to, as JSON texts; see Scenario::run_to_result.
    std::set<std::string> outcomes;
    Coverage coverage;
};

/// Makes an exploration, in one go or in parts.
class Explorer {
  public:
    /// `scenario` outlives this.
    Explorer(const Scenario& scenario, ExploreOptions options);
    Explorer(const Explorer&) = delete;
    Explorer& operator=(const Explorer&) = delete;
    ~Explorer();

    /// The `runs` runs from number `first_run` on; 0: until `stop` says so. Exhaustive strategies
    /// go on where they are, and number their runs like that.
    Exploration explore(std::uint64_t first_run, std::uint64_t runs);

  private:
    /// Whether it failed.
    bool make_run(std::uint64_t run);
    void add_failure(std::uint64_t run, std::uint64_t seed, const Outcome& outcome);

    const Scenario& scenario_;
    ExploreOptions options_;
    Runner runner_;
    bool exhaustive_;
    std::unique_ptr<CoverageObserver> observer_;  // of what the first runs cover
    Exploration result_;
};

/// Runs `scenario` under many seeds: run 0 with the seed itself, run k with the k-th output of
/// splitmix64 seeded with it, so that each run can be made again by its own seed alone. Exhaustive
/// strategies go through their orders, all with the seed itself, and end when there is none left.
Exploration explore(const Scenario& scenario, const ExploreOptions& options);

}  // namespace foliot
