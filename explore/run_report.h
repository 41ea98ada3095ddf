#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "explore/report_section.h"
#include "sim/observer.h"

namespace foliot {

/// How a run went, as figures: what the registered sections say (see ReportSections), steps that
/// took long, and what the scenario measured over virtual time (see gauge()). Fails nothing.
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

    /// As tables for a terminal: the sections; slow steps; gauges, a row for each instant, each
    /// with its latest value, and of many instants every so many.
    std::string text() const;
    nlohmann::ordered_json json() const;

  private:
    void spend(const TraceEvent& event);
    void sample(const TraceEvent& event);

    Duration slow_;
    std::vector<std::unique_ptr<ReportSection>> sections_;
    std::vector<SlowStep> slow_steps_;
    Duration spent_{};  // by the running step
    std::vector<Gauge> gauges_;
};

}  // namespace foliot
