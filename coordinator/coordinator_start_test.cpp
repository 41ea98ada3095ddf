// How a coordinator begins, and how interrupts end it.

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/detail/feed_error.h"
#include "coordinator/quotes.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "coordinator/testing/ran.h"
#include "sim/callback.h"
#include "sim/sleep.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

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

TEST(Coordinator, MayBeShutDownWithoutHavingBegun) {
    SimulatedFeed feed(10ms);
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        Coordinator coordinator(CoordinatorSettings{}, feed);
        co_await coordinator.graceful_shutdown();
        EXPECT_TRUE(coordinator.statistics().shutdown_returned.has_value());
    });
    EXPECT_EQ(outcome.time, virtual_start);
}

}  // namespace
}  // namespace foliot
