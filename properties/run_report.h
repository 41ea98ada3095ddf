#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "properties/laws/first_come_first_served.h"
#include "sim/observer.h"

namespace foliot {

/// How a run went, as figures: how every primitive was used and how long tasks waited for it, steps
/// that took long, and what the scenario measured over virtual time (see gauge()). Fails nothing.
class RunReport final : public Observer {
  public:
    /// Steps that spend this much, or more, count as slow.
    explicit RunReport(Duration slow = std::chrono::milliseconds(100));

    /// Listens to the run of `loop`, which has not begun. Must outlive the run.
    void watch(Loop& loop);
    /// The run is over.
    void finish(Outcome& outcome);

    void on_step(const Step& step) override;
    void on_event(const TraceEvent& event) override;

    /// How one primitive was used. Tasks acquire locks and permits, pass events, return from
    /// conditions, arrive at barriers, put and get items.
    struct Use {
        std::string object;
        std::uint64_t served = 0;     ///< how often a task got what it came for
        std::uint64_t waits = 0;      ///< how often one had to wait
        std::uint64_t in_vain = 0;    ///< waits that brought nothing: cancelled, or too late
        std::uint64_t overtaken = 0;  ///< how often a later one was served before one that waited
        std::uint64_t longest_steps = 0;
        Duration longest_time{};

        /// Of 100 attempts, how many had to wait.
        std::uint64_t contention() const {
            const std::uint64_t attempts = served + in_vain;
            return attempts == 0 ? 0 : waits * 100 / attempts;
        }
    };
    /// In the order of their first use.
    std::vector<Use> uses() const;

    struct SlowStep {
        std::uint64_t step;
        std::string task;
        Duration took;
    };
    const std::vector<SlowStep>& slow_steps() const { return slow_steps_; }

    struct Sample {
        VirtualTime time;
        std::int64_t value;
    };
    struct Gauge {
        std::string name;
        std::vector<Sample> samples;
    };
    /// In the order of their first samples.
    const std::vector<Gauge>& gauges() const { return gauges_; }

    /// As tables for a terminal: primitives; slow steps; gauges, a row for each instant, each with
    /// its latest value, and of many instants every so many.
    std::string text() const;
    nlohmann::ordered_json json() const;

  private:
    void use(const TraceEvent& event);
    void spend(const TraceEvent& event);
    void sample(const TraceEvent& event);

    Duration slow_;
    FirstComeFirstServed waits_;
    std::map<PathId, std::size_t> places_;  // of objects in uses_
    std::map<PathId, PathId> waiting_;      // by task: what it has waited for and not got
    std::vector<Use> uses_;
    std::vector<SlowStep> slow_steps_;
    Duration spent_{};  // by the running step
    std::vector<Gauge> gauges_;
};

}  // namespace foliot
