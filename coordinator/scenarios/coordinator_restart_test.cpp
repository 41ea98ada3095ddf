// The processors' counts restart every hour; the documented coordinator misses its hours.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/documented.h"
#include "coordinator/manager.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"
#include "testing/prop.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Keeps the manager waiting for the buffer's lock, so many ms after so many ms.
Coro<> get_in_the_way(Common& common, std::vector<std::uint8_t> pauses) {
    bool holds = false;
    for (const std::uint8_t pause : pauses) {
        co_await sleep(std::chrono::milliseconds(pause));
        if (holds) {
            common.handover.lock().release();
        } else {
            co_await common.handover.lock().acquire();
        }
        holds = !holds;
    }
    if (holds) common.handover.lock().release();
}

FOLIOT_PROP(CoordinatorRestart, NeverMissesAnHour,
            (std::uint8_t manager_period, std::uint8_t hour, std::vector<std::uint8_t> pauses)) {
    CoordinatorSettings settings;
    settings.manager_period = std::chrono::milliseconds(manager_period % 40 + 1);
    settings.statistics_period = std::chrono::milliseconds(hour % 50 + 1);
    Common common(settings);
    const VirtualTime start = VirtualClock::now();
    const Task<> manager = spawn(run_manager(common), "manager");
    co_await get_in_the_way(common, std::move(pauses));
    for (int i = 0; i < 5; ++i) {
        co_await sleep(settings.manager_period + 37ms);
        // Between two instants, when all that is due has happened.
        co_await sleep(1us);
        const std::int64_t hours = (VirtualClock::now() - start) / settings.statistics_period;
        FOLIOT_CHECK(common.statistics.restarts == hours);
    }
    common.shutdown.set();
    co_await manager;
}

/// A quiet market for eight hours, and a manager whose period does not divide the hour.
template <class System>
Coro<> run_for_hours(System& system, Coro<> pipeline, std::int64_t& counted) {
    const Task<> task = spawn(std::move(pipeline));
    co_await sleep(8h + 1s);
    for (const auto& [name, processed] : system.statistics().by_processor)
        counted += processed;
    co_await system.graceful_shutdown();
    co_await task;
}

Coro<> documented_pipeline(DocumentedCoordinator& coordinator) {
    const Result<> ended = co_await quietly(coordinator.start_market_data_processing());
    ended.failure().raise_if();
}

Coro<> our_pipeline(Coordinator& coordinator) {
    co_await coordinator.run(8h + 1s);
}

CoordinatorSettings quiet() {
    CoordinatorSettings settings;
    settings.manager_period = 11s;
    return settings;
}

TEST(CoordinatorRestart, TheDocumentedOneMissesItsHours) {
    std::int64_t counted = 0;
    std::int64_t processed = 0;
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(10s);
        DocumentedCoordinator coordinator(quiet(), feed);
        co_await run_for_hours(coordinator, documented_pipeline(coordinator), counted);
        processed = coordinator.statistics().processed;
    });
    EXPECT_GT(counted, 2'000);  // eight hours, and the first has not ended for it
    EXPECT_GE(processed, counted);
}

TEST(CoordinatorRestart, OursDoesNot) {
    std::int64_t counted = 0;
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(10s);
        Coordinator coordinator(quiet(), feed);
        co_await run_for_hours(coordinator, our_pipeline(coordinator), counted);
        EXPECT_EQ(coordinator.statistics().restarts, 8);
    });
    EXPECT_LE(counted, 1);  // one second of the ninth hour
}

}  // namespace
}  // namespace foliot
