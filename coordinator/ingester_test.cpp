#include "coordinator/ingester.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// What is left in a closed buffer.
Coro<std::string> left_in(Common& common) {
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
                                Common common(CoordinatorSettings{}, Logger());
                                CountedFeed feed(3, 10ms);
                                Ingester ingester(common, feed);
                                co_await ingester.run();
                                EXPECT_TRUE(ingester.over().is_set());
                                EXPECT_EQ(common.statistics.received, 3);
                                const std::string left = co_await left_in(common);
                                EXPECT_EQ(left, "1 2 3");
                            }).time;
    EXPECT_EQ(end, virtual_start + 33ms);  // 1 ms of pause after each
}

TEST(Ingester, StopCancelsTheReceiveThatIsUnderWay) {
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                Common common(CoordinatorSettings{}, Logger());
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
        Common common(CoordinatorSettings{}, Logger());
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
        Common common(CoordinatorSettings{}, Logger());
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
        Common common(CoordinatorSettings{}, Logger());
        CountedFeed feed(100, 10ms);
        Ingester ingester(common, feed);
        Task<> task = spawn(ingester.run());
        co_await sleep(5ms);
        ingester.stop();
        task.cancel();
        co_await ended(task);
        EXPECT_TRUE(task.cancelled());
        EXPECT_TRUE(ingester.over().is_set());
        const std::string left = co_await left_in(common);  // it is closed
        EXPECT_EQ(left, "");
    });
}

TEST(Ingester, IsOverWhereItWasCancelledBeforeItBegan) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{}, Logger());
        CountedFeed feed(100, 10ms);
        Ingester ingester(common, feed);
        Task<> task = spawn(ingester.run());
        task.cancel();
        co_await ingester.over().wait();
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

TEST(Ingester, ClosesTheBufferWhereTheFeedFails) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{}, Logger());
        BrokenFeed feed;
        Ingester ingester(common, feed);
        const Result<> ended = co_await quietly(ingester.run());
        EXPECT_EQ(ended.failure().text(), "the line is dead");
        const std::string left = co_await left_in(common);
        EXPECT_EQ(left, "");
    });
}

}  // namespace
}  // namespace foliot
