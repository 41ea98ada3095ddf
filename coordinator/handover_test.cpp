#include "coordinator/handover.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// A handover with what it needs.
struct Desk {
    CoordinatorStatistics statistics;
    Logger none;
    Log log;
    Handover handover{BufferLimits{4, 2}, statistics, none};
};

Coro<> put(Desk& desk, int number) {
    co_await desk.handover.put(update_of(number));
}

Coro<> put_all(Desk& desk, int first, int last) {
    for (int i = first; i <= last; ++i)
        co_await desk.handover.put(update_of(i));
}

Coro<> take_until_closed(Desk& desk, std::string name, std::size_t most) {
    for (;;) {
        const std::vector<MarketDataUpdate> batch = co_await desk.handover.take(most);
        if (batch.empty()) break;
        desk.log.add(name + "[" + symbols_of(batch) + "]");
    }
    desk.log.add(name + " done");
}

Coro<> take_once(Desk& desk, std::string name) {
    const std::vector<MarketDataUpdate> batch = co_await desk.handover.take(1);
    desk.log.add(name + "[" + symbols_of(batch) + "]");
}

TEST(Handover, TakeWaitsForAnUpdate) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        const Task<> taker = spawn(take_until_closed(desk, "a", 100));
        co_await sleep(3ms);
        co_await desk.handover.put(update_of(1));
        co_await sleep(1ms);
        co_await put_all(desk, 2, 4);
        co_await sleep(1ms);
        co_await desk.handover.close();
        co_await taker;
    });
    EXPECT_EQ(desk.log.text(), "3 a[1], 4 a[2 3 4], 5 a done");
}

TEST(Handover, EachUpdateNotifiesOneProcessorMore) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        const Task<> a = spawn(take_once(desk, "a"));
        const Task<> b = spawn(take_once(desk, "b"));
        const Task<> c = spawn(take_once(desk, "c"));
        co_await sleep(1ms);
        co_await put_all(desk, 1, 2);
        co_await sleep(1ms);
        co_await desk.handover.close();
        co_await a;
        co_await b;
        co_await c;
    });
    EXPECT_EQ(desk.log.text(), "1 a[1], 1 b[2], 2 c[]");
    EXPECT_EQ(desk.statistics.longest_neglect, 0ms);
}

TEST(Handover, IsDrainedAfterItWasClosed) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        co_await put_all(desk, 1, 3);
        co_await desk.handover.close();
        co_await take_until_closed(desk, "a", 2);
    });
    EXPECT_EQ(desk.log.text(), "0 a[1 2], 0 a[3], 0 a done");
}

TEST(Handover, CountsWhatIsTrimmedAsDropped) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        co_await put_all(desk, 1, 5);
        const std::size_t size = co_await desk.handover.size();
        EXPECT_EQ(size, 2U);
        co_await desk.handover.close();
        co_await take_until_closed(desk, "a", 100);
    });
    EXPECT_EQ(desk.log.text(), "0 a[4 5], 0 a done");
    EXPECT_EQ(desk.statistics.dropped, 3);
}

TEST(Handover, CountsWhatItGivesUpAsDropped) {
    Desk desk;
    run_to_end([&]() -> Coro<> { co_await put_all(desk, 1, 3); });
    desk.handover.give_up();
    EXPECT_EQ(desk.statistics.dropped, 3);
}

TEST(Handover, APutThatIsCancelledCountsAsDropped) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        co_await desk.handover.lock().acquire();
        Task<> putter = spawn(put(desk, 1));
        co_await sleep(1ms);
        putter.cancel();
        co_await sleep(1ms);
        EXPECT_TRUE(putter.cancelled());
        desk.handover.lock().release();
        co_await desk.handover.close();
        co_await take_until_closed(desk, "a", 100);
    });
    EXPECT_EQ(desk.log.text(), "2 a done");
    EXPECT_EQ(desk.statistics.dropped, 1);
}

TEST(Handover, ATakeThatIsCancelledTakesNothing) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        Task<> a = spawn(take_until_closed(desk, "a", 100));
        const Task<> b = spawn(take_until_closed(desk, "b", 100));
        co_await sleep(1ms);
        co_await desk.handover.put(update_of(1));
        a.cancel();  // it was notified
        co_await sleep(1ms);
        EXPECT_TRUE(a.cancelled());
        co_await desk.handover.close();
        co_await b;
    });
    EXPECT_EQ(desk.log.text(), "1 b[1], 2 b done");
    EXPECT_EQ(desk.statistics.dropped, 0);
}

TEST(Handover, IsClosedEvenWhereThatIsCancelled) {
    Desk desk;
    run_to_end([&]() -> Coro<> {
        const Task<> taker = spawn(take_until_closed(desk, "a", 100));
        co_await sleep(1ms);
        co_await desk.handover.lock().acquire();
        Task<> closer = spawn(desk.handover.close());
        for (int i = 0; i < 3; ++i) {
            co_await sleep(1ms);
            closer.cancel();
        }
        co_await sleep(1ms);
        EXPECT_FALSE(closer.done());
        desk.handover.lock().release();
        const Result<> closed = co_await quietly(closer);
        EXPECT_EQ(end_of(closed), "Cancelled");
        co_await taker;
    });
    EXPECT_EQ(desk.log.text(), "5 a done");
}

}  // namespace
}  // namespace foliot
