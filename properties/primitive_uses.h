#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "explore/report_section.h"
#include "properties/laws/first_come_first_served.h"

namespace foliot {

/// How every primitive of a run was used, and how long tasks waited for it.
class PrimitiveUses final : public ReportSection {
  public:
    PrimitiveUses();

    void watch(Loop& loop) override;
    void finish(Outcome& outcome) override;
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

    std::string key() const override { return "primitives"; }
    void print(std::ostream& out) const override;
    nlohmann::ordered_json json() const override;

  private:
    FirstComeFirstServed waits_;
    std::map<PathId, std::size_t> places_;  // of objects in uses_
    std::map<PathId, PathId> waiting_;      // by task: what it has waited for and not got
    std::vector<Use> uses_;
};

}  // namespace foliot
