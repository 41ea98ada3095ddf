#include "coordinator/coordinator.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "coordinator/feed_error.h"
#include "coordinator/monitor.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

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

Ran ran(const CoordinatorSettings& settings, Feed& feed, std::optional<Duration> length) {
    Ran ran;
    ran.outcome = outcome_of([&]() -> Coro<> {
        Coordinator coordinator(settings, feed);
        const Result<> ended = co_await quietly(coordinator.run(length));
        if (!ended) ran.raised = ended.failure().text();
        ran.statistics = coordinator.statistics();
    });
    EXPECT_EQ(text_of(ran.outcome), "completed");
    EXPECT_EQ(ran.statistics.lost(), 0);
    EXPECT_EQ(ran.statistics.jobs_left, 0U);
    EXPECT_EQ(ran.statistics.longest_neglect, 0ms);
    return ran;
}

TEST(Coordinator, ProcessesEverythingIn65Seconds) {
    SimulatedFeed feed(10ms);
    const Ran all = ran({}, feed, 65s);
    EXPECT_EQ(all.statistics.received, 5'909);
    EXPECT_EQ(all.statistics.processed, 5'909);
    EXPECT_EQ(all.statistics.dropped, 0);
    EXPECT_EQ(all.requested_ms(), 65'000);
    EXPECT_EQ(all.ended_ms(), 65'000);  // no monitor sleeps on
    EXPECT_EQ(all.returned_ms(), 65'000);
}

TEST(Coordinator, EndsWithItsFeed) {
    CountedFeed feed(500, 2ms);
    const Ran all = ran({}, feed, std::nullopt);
    EXPECT_EQ(all.statistics.processed, 500);
    EXPECT_EQ(all.requested_ms(), 1'500);
    EXPECT_EQ(all.returned_ms(), 1'500);
}

TEST(Coordinator, ShutsDownEarlierWhereItsFeedEndsBeforeItsTime) {
    CountedFeed feed(5, 10ms);
    const Ran all = ran({}, feed, 65s);
    EXPECT_EQ(all.statistics.processed, 5);
    EXPECT_EQ(all.requested_ms(), 55);
}

TEST(Coordinator, WorksOffTheBufferAfterTheShutdownWasRequested) {
    CoordinatorSettings settings;
    settings.job_costs = {100ms};
    SimulatedFeed feed(10ms);
    const Ran all = ran(settings, feed, 1s);
    EXPECT_EQ(all.statistics.received_at_shutdown, 90);
    EXPECT_EQ(all.statistics.processed, 90);  // 40 of them later
    EXPECT_GT(all.ended_ms(), 2'000);
    EXPECT_LT(all.returned_ms(), 3'100);
}

TEST(Coordinator, DropsWhatItCannotWorkOffInTime) {
    CoordinatorSettings settings;
    settings.job_costs = {300ms};
    SimulatedFeed feed(10ms);
    const Ran all = ran(settings, feed, 1s);
    EXPECT_EQ(all.statistics.received, 90);
    EXPECT_GT(all.statistics.processed, 20);
    EXPECT_GT(all.statistics.dropped, 20);
    EXPECT_EQ(all.ended_ms(), 3'000);     // the drain
    EXPECT_LE(all.returned_ms(), 3'300);  // and the jobs that had begun
    EXPECT_GT(all.returned_ms(), 3'000);
}

TEST(Coordinator, DropsWhatIsTrimmed) {
    CoordinatorSettings settings;
    settings.job_costs = {1s};
    settings.pool_workers = 1;
    settings.buffer = BufferLimits{10, 5};
    CountedFeed feed(30, 10ms);
    const Ran all = ran(settings, feed, std::nullopt);
    EXPECT_EQ(all.statistics.received, 30);
    EXPECT_GE(all.statistics.dropped, 6);
}

TEST(Coordinator, MayBeShutDownBeforeItsTasksHaveBegun) {
    SimulatedFeed feed(10ms);
    const Ran all = ran({}, feed, 0s);
    EXPECT_EQ(all.statistics.received, 0);
    EXPECT_EQ(all.returned_ms(), 0);
}

Indicators always_fail(const MarketDataUpdate&) {
    throw std::runtime_error("no indicators today");
}

TEST(Coordinator, IsNotStoppedByIndicatorsThatFail) {
    CoordinatorSettings settings;
    settings.indicators = always_fail;
    SimulatedFeed feed(10ms);
    const Ran all = ran(settings, feed, 1s);
    EXPECT_EQ(all.statistics.processed, 90);
    EXPECT_EQ(all.statistics.failed, 90);
    EXPECT_EQ(all.raised, "");
}

/// Gives three updates; then the line is damaged.
class DamagedFeed final : public Feed {
  public:
    Coro<std::optional<MarketDataUpdate>> receive() override {
        co_await sleep(10ms);
        if (given_ == 3) throw FeedError("a.gz", 4, "is damaged", "mend it");
        co_return update_of(++given_);
    }

  private:
    int given_ = 0;
};

TEST(Coordinator, RaisesWhatItsFeedRaisedAndAccountsForTheRest) {
    DamagedFeed feed;
    const Ran all = ran({}, feed, std::nullopt);
    EXPECT_EQ(all.raised, "a.gz:4: is damaged; mend it");  // in no group
    EXPECT_EQ(all.statistics.received, 3);
    EXPECT_EQ(all.statistics.processed, 3);
    EXPECT_EQ(all.returned_ms(), 43);
}

TEST(Coordinator, ShutsDownWhereItsRunIsCancelled) {
    SimulatedFeed feed(10ms);
    CoordinatorSettings settings;
    settings.job_costs = {100ms};
    CoordinatorStatistics statistics;
    run_to_end([&]() -> Coro<> {
        Coordinator coordinator(settings, feed);
        Task<> runner = spawn(coordinator.run(std::nullopt));
        co_await sleep(1s);
        runner.cancel();
        co_await sleep(50ms);
        EXPECT_FALSE(runner.done());  // works off the buffer
        runner.cancel();              // and is told not to
        co_await ended(runner);
        EXPECT_TRUE(runner.cancelled());
        statistics = coordinator.statistics();
    });
    EXPECT_EQ(statistics.lost(), 0);
    EXPECT_GT(statistics.dropped, 0);
    EXPECT_EQ(statistics.jobs_left, 0U);
    EXPECT_EQ(*statistics.pipeline_ended, virtual_start + 1050ms);
    EXPECT_LE(*statistics.shutdown_returned, virtual_start + 1150ms);
}

TEST(Coordinator, MayBeShutDownTwice) {
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(10ms);
        CoordinatorSettings settings;
        settings.job_costs = {100ms};
        Coordinator coordinator(settings, feed);
        coordinator.start();
        co_await sleep(1s);
        const Task<> first = spawn(coordinator.graceful_shutdown());
        const Task<> second = spawn(coordinator.graceful_shutdown());
        co_await first;
        co_await second;
        co_await coordinator.graceful_shutdown();
        EXPECT_EQ(coordinator.statistics().lost(), 0);
        EXPECT_EQ(coordinator.statistics().dropped, 0);
        EXPECT_EQ(*coordinator.statistics().shutdown_requested, virtual_start + 1s);
    });
}

TEST(Coordinator, LogsWhatItDoes) {
    std::string log;
    const Logger logger([&log](LogLevel, const std::string& text) { log += text + "\n"; });
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(10ms);
        Coordinator coordinator(CoordinatorSettings{}, feed, logger);
        co_await coordinator.run(11s);
    });
    EXPECT_EQ(log,
              "buffer 0, permits 10, processed 0, per minute 0, tasks 10\n"
              "the processing rate is low\n"
              "processed 0\n"
              "processed 909\n"
              "shutdown requested\n"
              "ingester ended\n"
              "monitor ended\n"
              "manager ended\n"
              "processor_1 ended\n"
              "processor_2 ended\n"
              "processor_0 ended\n"
              "shutdown completed\n");
}

TEST(Manager, RestartsTheCountsOfTheProcessors) {
    CoordinatorSettings settings;
    settings.statistics_period = 25s;
    SimulatedFeed feed(10ms);
    const Ran all = ran(settings, feed, 35s);
    std::int64_t since = 0;
    for (const auto& [name, processed] : all.statistics.by_processor)
        since += processed;
    EXPECT_EQ(all.statistics.processed, 3'181);
    EXPECT_EQ(since, 454);  // of the last 5 s
}

TEST(Monitor, CollectsMetrics) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{}, Logger());
        co_await common.handover.put(update_of(1));
        co_await common.permits.acquire();
        common.statistics.processed = 30;
        co_await sleep(2500ms);
        const Metrics metrics = co_await collect_metrics(common);
        EXPECT_EQ(metrics.buffered, 1U);
        EXPECT_EQ(metrics.permits_free, 9);
        EXPECT_EQ(metrics.processed, 30);
        EXPECT_EQ(metrics.processed_per_minute, 900);
        EXPECT_EQ(metrics.tasks, 1U);
    });
}

}  // namespace
}  // namespace foliot
