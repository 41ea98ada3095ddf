#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "properties/scenario.h"
#include "properties/warnings.h"
#include "traces/trace.h"

namespace foliot {

/// How one run is to be made.
struct RunSettings {
    std::uint64_t seed = 1;
    std::string strategy = "random";
    bool racing_clock = false;
    std::uint64_t step_limit = LoopOptions{}.step_limit;
    std::vector<std::string> feeds;
    bool debug = false;
    Duration slow_callback_duration = LoopOptions{}.slow_callback_duration;
};

/// One run that was recorded.
struct RecordedRun {
    Outcome outcome;
    Trace trace;
};

/// Makes one run of `scenario`, recording nothing. `strategy` is reused from run to run; null:
/// fifo.
Outcome run_once(const Scenario& scenario, const RunSettings& settings, Strategy* strategy);
/// The same run with recording on: the outcome names who holds what, and the trace replays.
RecordedRun record_run(const Scenario& scenario, const RunSettings& settings);
/// The options of the loop that these settings and this scenario ask for.
LoopOptions loop_options(const Scenario& scenario, const RunSettings& settings);

/// Where an exploration stands; given to the progress callback before each run.
struct Progress {
    std::uint64_t run;   ///< the run that is about to be made
    std::uint64_t runs;  ///< how many are wanted; 0: until told to stop
    std::uint64_t seed;  ///< of the run that is about to be made
    std::uint64_t steps;
    std::size_t failures;
};

struct ExploreOptions {
    std::uint64_t seed = 1;
    std::uint64_t runs = 1'000;  ///< 0: until `stop` says so
    std::string strategy = "random";
    bool keep_going = false;  ///< beyond the first failure
    bool racing_clock = false;
    std::uint64_t step_limit = 1'000'000;
    std::vector<std::string> feeds;
    bool debug = false;
    Duration slow_callback_duration = LoopOptions{}.slow_callback_duration;
    std::string trace_folder = "foliot-traces";  ///< empty: traces are not written
    /// Called before each run, so that its seed is known to somebody whatever the run does.
    std::function<void(const Progress&)> progress;
    /// Asked before each run; true ends the exploration there.
    std::function<bool()> stop;
    /// Called in place of an ordinary run, where something must surround it. Empty: runs as it is.
    std::function<Outcome(const std::function<Outcome()>&)> around;
};

/// A run that failed.
struct FoundFailure {
    std::uint64_t run;
    std::uint64_t seed;
    Outcome outcome;
    Trace trace;
    std::string trace_file;     ///< empty where none was written
    std::string trace_error;    ///< why the trace could not be written
    bool deterministic = true;  ///< the same run, made again for its trace, failed in the same way
};

struct Exploration {
    std::string scenario;
    std::string strategy;
    std::uint64_t seed = 0;
    std::uint64_t runs = 0;  ///< made, the failing one included
    std::uint64_t steps = 0;
    bool complete = false;     ///< the strategy has tried every order
    bool interrupted = false;  ///< `stop` ended it
    std::vector<FoundFailure> failures;
    FoundWarnings warnings;  ///< of debug mode
};

/// Runs `scenario` under many seeds: run 0 with the seed itself, run k with the k-th output of
/// splitmix64 seeded with it, so that each run can be made again by its own seed alone. A failing
/// run is made a second time for its trace.
Exploration explore(const Scenario& scenario, const ExploreOptions& options);

/// `folder/name-seed.json`, with characters that file names do not take replaced.
std::string trace_path(const std::string& folder, const std::string& name, std::uint64_t seed);

}  // namespace foliot
