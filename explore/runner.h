#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "explore/scenario.h"
#include "sim/strategy.h"
#include "traces/file/trace.h"

namespace foliot {

/// How the run of a scenario is to be made.
struct RunSettings : LoopSettings {
    RunSettings() { seed = 1; }

    std::string strategy = "random";
    GivenOptions options;  ///< of the scenario's own
};

/// One run that was recorded.
struct RecordedRun {
    Outcome outcome;
    Trace trace;
};

/// How strategies learn what runs are like, see calibrate().
struct Calibration {
    std::uint64_t runs = 64;  ///< at most
    /// Called before each of these runs, with its number, and after the last one.
    std::function<void(std::uint64_t)> began{};
    std::function<void()> ended{};
};

/// Makes runs of one scenario under one strategy, one after the other.
class Runner {
  public:
    /// What is called in place of an ordinary run, where something must surround it; see
    /// ExploreOptions.
    using Around = std::function<Outcome(const std::function<Outcome()>&)>;

    /// `scenario` outlives this. Raises ValueError where there is no such strategy.
    Runner(const Scenario& scenario, RunSettings settings, Around around = {});
    ~Runner();

    /// The same, with a strategy of the caller's in place of the settings' own.
    Runner(const Scenario& scenario, RunSettings settings, std::unique_ptr<Strategy> strategy,
           Around around = {});

    /// Before the first run.
    void calibrate_so(Calibration how) { calibration_ = std::move(how); }

    /// What somebody wants to know of a run beside its outcome.
    struct Wanted {
        Observer* observer = nullptr;
        nlohmann::ordered_json* result = nullptr;  ///< see Scenario::run_to_result
    };

    /// Makes the run with this seed; `seed` of the settings counts for exhaustive strategies, whose
    /// next run it is.
    Outcome run(std::uint64_t seed, const Wanted& wanted);
    Outcome run(std::uint64_t seed) { return run(seed, Wanted()); }
    /// The same, made by `make` in the loop that it is given.
    Outcome run(std::uint64_t seed, const std::function<Outcome(Loop&)>& make);
    /// The same run with recording on: the outcome names who holds what, and the trace replays.
    RecordedRun record(std::uint64_t seed);

    /// Null: fifo.
    Strategy* strategy() const { return strategy_.get(); }
    const RunSettings& settings() const { return settings_; }

  private:
    void prepare(std::uint64_t seed);
    LoopOptions options(std::uint64_t seed) const;
    Outcome surrounded(const std::function<Outcome()>& run) const;

    const Scenario& scenario_;
    RunSettings settings_;
    std::unique_ptr<Strategy> strategy_;
    Around around_;
    Calibration calibration_;
    bool calibrated_ = false;
};

/// What the loop of a run is made with, that these settings and this scenario ask for.
LoopOptions loop_options(const Scenario& scenario, const LoopSettings& settings,
                         Strategy* strategy = nullptr);

}  // namespace foliot
