#include "coordinator/coordinator.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "coordinator/feed_error.h"
#include "coordinator/quotes.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "sim/callback.h"
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

TEST(Coordinator, TheFirstInterruptShutsDownGracefully) {
    CoordinatorSettings settings;
    settings.job_costs = {100ms};
    SimulatedFeed feed(10ms);
    run_to_end([&]() -> Coro<> {
        Coordinator coordinator(settings, feed);
        const auto handle = call_later(1s, [&coordinator] { coordinator.interrupt(); });
        co_await coordinator.run(std::nullopt);
        const CoordinatorStatistics& statistics = coordinator.statistics();
        EXPECT_EQ(*statistics.shutdown_requested, virtual_start + 1s);
        EXPECT_EQ(statistics.processed, 90);
        EXPECT_EQ(statistics.dropped, 0);
    });
}

TEST(Coordinator, TheSecondInterruptCancelsThePipeline) {
    CoordinatorSettings settings;
    settings.job_costs = {100ms};
    SimulatedFeed feed(10ms);
    run_to_end([&]() -> Coro<> {
        Coordinator coordinator(settings, feed);
        const auto first = call_later(1s, [&coordinator] { coordinator.interrupt(); });
        const auto second = call_later(1010ms, [&coordinator] { coordinator.interrupt(); });
        co_await coordinator.run(std::nullopt);  // raises nothing: it was asked to
        const CoordinatorStatistics& statistics = coordinator.statistics();
        EXPECT_EQ(*statistics.pipeline_ended, virtual_start + 1010ms);
        EXPECT_LE(*statistics.shutdown_returned, virtual_start + 1110ms);
        EXPECT_GT(statistics.dropped, 0);
        EXPECT_EQ(statistics.lost(), 0);
        EXPECT_EQ(statistics.permits_missing, 0);
    });
}

TEST(Coordinator, MayBeInterruptedBeforeItBegan) {
    for (const int times : {1, 2}) {
        SimulatedFeed feed(10ms);
        const Outcome outcome = run_to_end([&]() -> Coro<> {
            Coordinator coordinator(CoordinatorSettings{}, feed);
            for (int i = 0; i < times; ++i)
                coordinator.interrupt();
            co_await coordinator.run(std::nullopt);
            EXPECT_EQ(coordinator.statistics().received, 0);
        });
        EXPECT_EQ(outcome.time, virtual_start);
    }
}

/// Takes its time to connect, or cannot.
class SlowToConnect final : public Feed {
  public:
    SlowToConnect(Duration takes, bool fails) : takes_(takes), fails_(fails) {}

    Coro<> connect() override {
        co_await sleep(takes_);
        if (fails_) throw FeedError("x.gz", 0, "is missing", "look for it");
    }
    Coro<std::optional<MarketDataUpdate>> receive() override {
        co_await sleep(1ms);
        co_return update_of(1);
    }

  private:
    Duration takes_;
    bool fails_;
};

TEST(Coordinator, BeginsWhenAllAreReady) {
    SlowToConnect feed(300ms, false);
    SimulatedQuotes quotes(1ms);
    run_to_end([&]() -> Coro<> {
        Coordinator coordinator(CoordinatorSettings{}, feed, &quotes);
        coordinator.start();
        co_await sleep(299ms);
        EXPECT_EQ(coordinator.statistics().polls, 0);
        co_await sleep(10ms);
        EXPECT_EQ(coordinator.statistics().polls, 1);
        EXPECT_EQ(*coordinator.statistics().started, virtual_start + 300ms);
        co_await coordinator.graceful_shutdown();
        EXPECT_EQ(coordinator.statistics().lost(), 0);
    });
}

TEST(Coordinator, DoesNotBeginWhereAComponentFailsToGetReady) {
    SlowToConnect feed(300ms, true);
    const Ran all = ran({}, feed, 65s);
    EXPECT_EQ(all.raised, "x.gz: is missing; look for it");
    EXPECT_FALSE(all.statistics.started.has_value());
    EXPECT_EQ(all.returned_ms(), 300);
}

TEST(Coordinator, MayBeShutDownWhileItGetsReady) {
    SlowToConnect feed(1h, false);
    const Ran all = ran({}, feed, 2s);
    EXPECT_EQ(all.returned_ms(), 2'000);
    EXPECT_FALSE(all.statistics.started.has_value());
}

}  // namespace
}  // namespace foliot
