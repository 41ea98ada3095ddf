// Interrupts from a thread end a run in time, whenever they come.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/quotes.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/simulated_feed.h"
#include "sim/loop.h"
#include "sim/thread.h"
#include "testing/prop.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Interrupts after each of the pauses, and notes when.
Coro<> interrupt_after(std::shared_ptr<Interrupts> interrupts, std::vector<std::uint8_t> pauses,
                       std::vector<VirtualTime>& came, Loop& loop) {
    for (const std::uint8_t pause : pauses) {
        co_await thread_sleep(std::chrono::milliseconds(4 * pause));
        came.push_back(loop.now());
        Interrupts::raise(interrupts, loop);
    }
}

FOLIOT_PROP(CoordinatorInterrupts, EndARunInTime,
            (std::vector<std::uint8_t> pauses, std::uint8_t last)) {
    pauses.push_back(last);
    CoordinatorSettings settings;
    settings.job_costs = {1ms, 100ms, 700ms};
    settings.poller_period = 20ms;
    SimulatedFeed feed(Latency{10ms, 30ms});
    SimulatedQuotes quotes(Latency{1ms, 50ms});
    std::vector<VirtualTime> came;
    VirtualTime ended;
    {
        Coordinator coordinator(settings, feed, &quotes);
        start_thread(interrupt_after(coordinator.interrupts(), pauses, came, Loop::running()));
        co_await coordinator.run(std::nullopt);  // an interrupt is the only reason to end
        ended = VirtualClock::now();
        const std::size_t tasks_left = all_tasks().size() - 1;
        check_coordinator_laws({coordinator.statistics(), settings.shutdown_bound(), tasks_left});
        // Graceful means that nothing is given up before its time.
        const bool graceful = coordinator.statistics().interrupts == 1;
        const bool in_time = ended < came.front() + settings.drain;
        if (graceful && in_time) FOLIOT_CHECK(coordinator.statistics().dropped == 0);
    }
    FOLIOT_CHECK(ended <= came.front() + settings.shutdown_bound());
    // The second one leaves nothing but the jobs that had begun.
    if (came.size() > 1) FOLIOT_CHECK(ended <= came[1] + 700ms);
    co_await sleep(2s);  // whatever comes now finds nobody
}

}  // namespace
}  // namespace foliot
