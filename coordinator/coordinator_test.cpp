#include "coordinator/coordinator.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "coordinator/detail/feed_error.h"
#include "coordinator/quotes.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "coordinator/testing/ran.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

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

std::string log_of(Latency cost, Duration length) {
    std::string log;
    const LogSink sink{[&log](const LogRecord& record) { log += text_of(record) + "\n"; }, cost};
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(10ms);
        Coordinator coordinator(CoordinatorSettings{}, feed, nullptr, sink);
        co_await coordinator.run(length);
    });
    return log;
}

TEST(Coordinator, LogsWhatItDoes) {
    EXPECT_EQ(log_of(0ms, 11s),
              "poller: ended polls=0\n"
              "monitor: metrics buffered=0 permits=10 processed=0 rate=0 tasks=12\n"
              "manager: health processed=0 buffered=0\n"
              "manager: health processed=909 buffered=0\n"
              "coordinator: shutdown requested\n"
              "ingester: ended received=1000\n"
              "monitor: ended\n"
              "manager: ended\n"
              "processor_1: ended\n"
              "processor_2: ended\n"
              "processor_3: ended\n"
              "processor_4: ended\n"
              "processor_5: ended\n"
              "processor_0: ended\n"
              "coordinator: shutdown completed processed=1000 dropped=0\n");
}

TEST(Coordinator, PollsQuotesWhichGoTheSameWay) {
    CountedFeed feed(10, 1s);
    SimulatedQuotes quotes(20ms);
    run_to_end([&]() -> Coro<> {
        Coordinator coordinator(CoordinatorSettings{}, feed, &quotes);
        co_await coordinator.run(std::nullopt);
        const CoordinatorStatistics& statistics = coordinator.statistics();
        EXPECT_EQ(statistics.polls, 10);
        EXPECT_EQ(statistics.received, 40);
        EXPECT_EQ(statistics.processed, 40);
    });
}

TEST(Coordinator, SkipsWhatNobodySubscribedTo) {
    CoordinatorSettings settings;
    settings.subscriptions = {"2", "3"};
    CountedFeed feed(5, 10ms);
    const Ran all = ran(settings, feed, std::nullopt);
    EXPECT_EQ(all.statistics.received, 5);
    EXPECT_EQ(all.statistics.skipped, 3);
    EXPECT_EQ(all.statistics.processed, 2);
}

}  // namespace
}  // namespace foliot
