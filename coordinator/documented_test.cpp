#include "coordinator/documented.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// The main() of the documentation, which then awaits the pipeline too.
Coro<> documented_main(DocumentedCoordinator& coordinator, Duration length) {
    const Task<> pipeline = spawn(coordinator.start_market_data_processing());
    co_await sleep(length);
    co_await coordinator.graceful_shutdown();
    co_await pipeline;
}

// Measured with CPython 3.13 on the documentation's own code in virtual time, jobs of 1 ms.
TEST(DocumentedCoordinator, DoesIn65SecondsWhatCPythonDoes) {
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(10ms);
        DocumentedCoordinator coordinator(CoordinatorSettings{}, feed);
        co_await documented_main(coordinator, 65s);
        const CoordinatorStatistics& statistics = coordinator.statistics();
        EXPECT_EQ(statistics.received_at_shutdown, 5'909);
        EXPECT_EQ(statistics.received, 5'910);
        EXPECT_EQ(statistics.processed, 5'909);
        const std::map<std::string, std::int64_t> each{
            {"processor_0", 1'970}, {"processor_1", 1'970}, {"processor_2", 1'969}};
        EXPECT_EQ(statistics.by_processor, each);
        EXPECT_EQ(statistics.dropped, 0);
        EXPECT_EQ(statistics.lost(), 1);
        EXPECT_EQ(coordinator.buffered(), 1U);
        EXPECT_EQ(*statistics.shutdown_requested, virtual_start + 65s);
        EXPECT_EQ(*statistics.shutdown_returned, virtual_start + 67s);
        EXPECT_EQ(*statistics.pipeline_ended, virtual_start + 90s);
    });
    EXPECT_EQ(outcome.time, virtual_start + 90s);
}

TEST(DocumentedCoordinator, LosesWhatIsTrimmed) {
    run_to_end([&]() -> Coro<> {
        CountedFeed feed(100, 10ms);
        CoordinatorSettings settings;
        settings.job_costs = {10s};
        settings.buffer = BufferLimits{20, 10};
        DocumentedCoordinator coordinator(settings, feed);
        co_await documented_main(coordinator, 2s);
        const CoordinatorStatistics& statistics = coordinator.statistics();
        EXPECT_EQ(statistics.received, 100);
        EXPECT_EQ(statistics.dropped, 0);
        EXPECT_LE(coordinator.buffered(), 20U);
        EXPECT_GT(statistics.lost(), 50);
        EXPECT_GT(statistics.jobs_left, 0U);  // its own pool was drained, which nobody uses
    });
}

TEST(DocumentedCoordinator, LeavesUpdatesThatCameWhileAllWereAtWork) {
    run_to_end([&]() -> Coro<> {
        CountedFeed feed(4, 10ms);
        CoordinatorSettings settings;
        settings.job_costs = {50ms};
        settings.processors = 1;
        DocumentedCoordinator coordinator(settings, feed);
        co_await documented_main(coordinator, 20s);
        const CoordinatorStatistics& statistics = coordinator.statistics();
        EXPECT_EQ(statistics.received, 4);
        EXPECT_EQ(statistics.longest_neglect, 5s);  // again and again: the timeout does not look
        EXPECT_EQ(statistics.processed, 4);         // the shutdown notified at last
    });
}

Indicators never_compute(const MarketDataUpdate&) {
    throw std::runtime_error("no indicators today");
}

TEST(DocumentedCoordinator, DoesNotCountWhatFailed) {
    run_to_end([&]() -> Coro<> {
        CountedFeed feed(4, 10ms);
        CoordinatorSettings settings;
        settings.indicators = never_compute;
        DocumentedCoordinator coordinator(settings, feed);
        co_await documented_main(coordinator, 1s);
        EXPECT_EQ(coordinator.statistics().processed, 0);
        EXPECT_EQ(coordinator.statistics().failed, 4);
    });
}

TEST(DocumentedCoordinator, WarnsOfALowRateBeforeThereIsOne) {
    std::string warnings;
    const auto sink = [&warnings](const LogRecord& record) {
        const std::int64_t at = nanoseconds(record.time) / 1'000'000'000;
        if (record.level == LogLevel::warning) {
            warnings += std::to_string(at) + " " + record.message + "\n";
        }
    };
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(4ms);  // 200 a second
        DocumentedCoordinator coordinator(CoordinatorSettings{}, feed, Logger(sink));
        co_await documented_main(coordinator, 40s);
    });
    EXPECT_EQ(warnings, "0 low processing rate detected\n");
}

}  // namespace
}  // namespace foliot
