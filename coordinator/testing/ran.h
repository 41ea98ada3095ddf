#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

#include "coordinator/coordinator.h"
#include "sim/testing/run.h"

// What the tests of the whole coordinator share.
namespace foliot {

/// What a run came to: its outcome, and the coordinator's own count.
struct Ran {
    CoordinatorStatistics statistics;
    Outcome outcome;
    std::string raised;

    std::int64_t requested_ms() const { return ms(statistics.shutdown_requested); }
    std::int64_t ended_ms() const { return ms(statistics.pipeline_ended); }
    std::int64_t returned_ms() const { return ms(statistics.shutdown_returned); }

  private:
    static std::int64_t ms(const std::optional<VirtualTime>& time) {
        return time ? nanoseconds(*time) / 1'000'000 : -1;
    }
};

/// Runs a coordinator to its end; throws, and so fails the test, where it breaks its promise.
inline Ran ran(const CoordinatorSettings& settings, Feed& feed, std::optional<Duration> length) {
    Ran ran;
    ran.outcome = run_to_end([&]() -> Coro<> {
        Coordinator coordinator(settings, feed);
        const Result<> ended = co_await quietly(coordinator.run(length));
        if (!ended) ran.raised = ended.failure().text();
        ran.statistics = coordinator.statistics();
    });
    const CoordinatorStatistics& statistics = ran.statistics;
    const bool kept = statistics.lost() == 0 && statistics.jobs_left == 0 &&
                      statistics.permits_missing == 0 &&
                      statistics.longest_neglect == Duration::zero();
    if (!kept) throw std::runtime_error("the coordinator broke its promise");
    return ran;
}

}  // namespace foliot
