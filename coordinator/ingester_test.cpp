#include "coordinator/ingester.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// What is left in the buffer.
Coro<std::string> left_in(Common& common) {
    co_await common.handover.close();
    std::string text;
    for (;;) {
        const std::vector<MarketDataUpdate> batch = co_await common.handover.take(100);
        if (batch.empty()) break;
        text += symbols_of(batch);
    }
    co_return text;
}

TEST(Ingester, PutsUpdatesIntoTheBufferUntilTheFeedEnds) {
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                Common common(CoordinatorSettings{});
                                CountedFeed feed(3, 10ms);
                                Ingester ingester(common, feed);
                                co_await ingester.run();
                                EXPECT_TRUE(common.work_over.is_set());
                                EXPECT_EQ(common.statistics.received, 3);
                                const std::string left = co_await left_in(common);
                                EXPECT_EQ(left, "1 2 3");
                            }).time;
    EXPECT_EQ(end, virtual_start + 33ms);  // 1 ms of pause after each
}

TEST(Ingester, StopCancelsTheReceiveThatIsUnderWay) {
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                Common common(CoordinatorSettings{});
                                CountedFeed feed(100, 10ms);
                                Ingester ingester(common, feed);
                                const Task<> task = spawn(ingester.run());
                                co_await sleep(25ms);
                                ingester.stop();
                                co_await task;  // ends as if nothing had been cancelled
                                EXPECT_EQ(feed.given(), 2);
                                EXPECT_EQ(common.statistics.received, 2);
                            }).time;
    EXPECT_EQ(end, virtual_start + 25ms);
}

TEST(Ingester, KeepsTheUpdateThatCameWhenItWasStopped) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        CountedFeed feed(100, 10ms);
        Ingester ingester(common, feed);
        const Task<> task = spawn(ingester.run());
        co_await sleep(10ms);
        co_await sleep(0ms);
        EXPECT_EQ(feed.given(), 1);
        EXPECT_EQ(common.statistics.received, 0);  // on its way
        ingester.stop();
        co_await task;
        EXPECT_EQ(common.statistics.received, 1);
        const std::string left = co_await left_in(common);
        EXPECT_EQ(left, "1");
    });
}

TEST(Ingester, CountsTheUpdateThatCameWhenItWasCancelled) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        CountedFeed feed(100, 10ms);
        Ingester ingester(common, feed);
        Task<> task = spawn(ingester.run());
        co_await sleep(10ms);
        co_await sleep(0ms);
        EXPECT_EQ(feed.given(), 1);
        EXPECT_EQ(common.statistics.received, 0);
        task.cancel();
        co_await ended(task);
        EXPECT_TRUE(task.cancelled());
        EXPECT_EQ(common.statistics.received, 1);
        EXPECT_EQ(common.statistics.dropped, 1);
        const std::string left = co_await left_in(common);
        EXPECT_EQ(left, "");
    });
}

TEST(Ingester, ACancellationEndsItAlsoWhereItIsStopped) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        CountedFeed feed(100, 10ms);
        Ingester ingester(common, feed);
        Task<> task = spawn(ingester.run());
        co_await sleep(5ms);
        ingester.stop();
        task.cancel();
        co_await ended(task);
        EXPECT_TRUE(task.cancelled());
        EXPECT_TRUE(common.work_over.is_set());
        const std::string left = co_await left_in(common);
        EXPECT_EQ(left, "");
    });
}

TEST(Ingester, IsOverWhereItWasCancelledBeforeItBegan) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        CountedFeed feed(100, 10ms);
        Ingester ingester(common, feed);
        Task<> task = spawn(ingester.run());
        task.cancel();
        co_await common.work_over.wait();
        co_await ended(task);
        EXPECT_EQ(feed.given(), 0);
    });
}

/// Raises instead of giving an update.
class BrokenFeed final : public Feed {
  public:
    Coro<std::optional<MarketDataUpdate>> receive() override {
        co_await sleep(5ms);
        throw std::runtime_error("the line is dead");
    }
};

TEST(Ingester, IsNoSourceAnyMoreWhereTheFeedFails) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        BrokenFeed feed;
        Ingester ingester(common, feed);
        const Result<> ended = co_await quietly(ingester.run());
        EXPECT_EQ(ended.failure().text(), "the line is dead");
        EXPECT_TRUE(common.intake.over().is_set());
    });
}

/// Loses its connection instead of giving an update, so many times; then it gives one and ends.
class ShakyFeed final : public Feed {
  public:
    explicit ShakyFeed(int losses, int updates = 1) : losses_(losses), updates_(updates) {}

    Coro<std::optional<MarketDataUpdate>> receive() override {
        if (losses_ > 0) {
            --losses_;
            throw FeedDisconnected("gone");
        }
        if (updates_ == 0) co_return std::nullopt;
        co_return update_of(updates_--);
    }

  private:
    int losses_;
    int updates_;
};

TEST(Ingester, ConnectsAgainAfterPausesThatDouble) {
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                CoordinatorSettings settings;
                                settings.ingester_pause = 0ms;
                                settings.reconnect_min = 10ms;
                                settings.reconnect_max = 50ms;
                                Common common(settings);
                                ShakyFeed feed(5);
                                Ingester ingester(common, feed);
                                co_await ingester.run();
                                EXPECT_EQ(common.statistics.disconnects, 5);
                                EXPECT_EQ(common.statistics.received, 1);
                            }).time;
    EXPECT_EQ(end, virtual_start + 170ms);  // 10, 20, 40, 50 and 50
}

TEST(Ingester, BeginsWithShortPausesAgainOnceAnUpdateCame) {
    CoordinatorSettings settings;
    settings.ingester_pause = 0ms;
    settings.reconnect_min = 10ms;
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                Common common(settings);
                                ShakyFeed first(2);
                                ShakyFeed second(1);
                                Ingester one(common, first);
                                Ingester other(common, second);
                                co_await one.run();
                                co_await other.run();
                            }).time;
    EXPECT_EQ(end, virtual_start + 40ms);
}

TEST(Ingester, TheShutdownEndsAPauseAtOnce) {
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                CoordinatorSettings settings;
                                settings.reconnect_min = 10s;
                                Common common(settings);
                                ShakyFeed feed(5);
                                Ingester ingester(common, feed);
                                const Task<> task = spawn(ingester.run());
                                co_await sleep(15ms);
                                common.shutdown.set();
                                ingester.stop();
                                co_await task;
                                EXPECT_EQ(common.statistics.disconnects, 1);
                            }).time;
    EXPECT_EQ(end, virtual_start + 15ms);
}

TEST(Ingester, TakesACancelledReceiveForALostConnection) {
    run_to_end([&]() -> Coro<> {
        CoordinatorSettings settings;
        settings.reconnect_min = 10ms;
        Common common(settings);
        CountedFeed feed(3, 10ms);
        Ingester ingester(common, feed);
        const Task<> task = spawn(ingester.run());
        co_await sleep(5ms);
        TaskState& receiving = *all_tasks().back();
        EXPECT_EQ(receiving.name(), "receive");
        receiving.cancel();
        co_await task;
        EXPECT_EQ(common.statistics.received, 3);
        EXPECT_EQ(common.statistics.disconnects, 1);
    });
}

}  // namespace
}  // namespace foliot
