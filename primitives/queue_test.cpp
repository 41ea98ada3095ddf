#include "primitives/queue.h"

#include <gtest/gtest.h>

#include <memory>

#include "primitives/testing/queue_tasks.h"
#include "primitives/timeout.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(Queue, GivesItemsInTheOrderInWhichTheyWerePut) {
    run_to_end([]() -> Coro<> {
        Items queue;
        for (const int item : {3, 1, 2})
            co_await queue.put(item);
        for (const int item : {3, 1, 2})
            EXPECT_EQ(co_await queue.get(), item);
    });
}

TEST(Queue, PutAndGetThatNeedNotWaitAreNoSchedulingPoints) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        Items queue(1);
        co_await queue.put(1);
        co_await queue.get();
        queue.task_done();
        co_await queue.join();
    });
    EXPECT_EQ(outcome.steps, 1U);
}

TEST(Queue, GetWaitsForAnItem) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        spawn(getter(queue, log, "a"));
        co_await sleep(3ms);
        co_await queue.put(7);
        log.add("put");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "3 put, 3 a 7");
}

TEST(Queue, PutWaitsForRoom) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue(2);
        for (const int item : {1, 2, 3})
            spawn(putter(queue, log, item));
        co_await sleep(3ms);
        EXPECT_EQ(co_await queue.get(), 1);
        log.add("got");
        co_await sleep(0ms);
        EXPECT_EQ(queue.qsize(), 2U);
    });
    EXPECT_EQ(log.text(), "0 put 1 ok, 0 put 2 ok, 3 got, 3 put 3 ok");
}

TEST(Queue, PutWakesTheGetterThatHasWaitedLongest) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        for (const char* const name : {"a", "b", "c"})
            spawn(getter(queue, log, name));
        for (const int item : {1, 2, 3}) {
            co_await sleep(1ms);
            queue.put_nowait(item);
        }
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "1 a 1, 2 b 2, 3 c 3");
}

TEST(Queue, GetWakesThePutterThatHasWaitedLongest) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue(1);
        for (const int item : {1, 2, 3})
            spawn(putter(queue, log, item));
        for (const int item : {1, 2, 3}) {
            co_await sleep(1ms);
            EXPECT_EQ(queue.get_nowait(), item);
        }
    });
    EXPECT_EQ(log.text(), "0 put 1 ok, 1 put 2 ok, 2 put 3 ok");
}

TEST(Queue, ANewcomerMayTakeTheItemOfAWokenGetterWhichThenStandsAtTheEndOfTheLine) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        spawn(getter(queue, log, "first"));
        spawn(getter(queue, log, "second"));
        co_await sleep(1ms);
        queue.put_nowait(1);  // wakes the first
        EXPECT_EQ(queue.get_nowait(), 1);
        co_await sleep(1ms);
        queue.put_nowait(2);
        queue.put_nowait(3);
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "2 second 2, 2 first 3");
}

TEST(Queue, ANewcomerMayTakeTheRoomOfAWokenPutter) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue(1);
        queue.put_nowait(1);
        spawn(putter(queue, log, 2));
        co_await sleep(1ms);
        EXPECT_EQ(queue.get_nowait(), 1);  // wakes the putter
        queue.put_nowait(3);
        co_await sleep(1ms);
        EXPECT_EQ(queue.get_nowait(), 3);
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "2 put 2 ok");
}

TEST(Queue, WithoutABoundIsNeverFull) {
    run_to_end([]() -> Coro<> {
        Items queue;
        EXPECT_TRUE(queue.empty());
        for (int item = 0; item < 1000; ++item)
            queue.put_nowait(item);
        EXPECT_FALSE(queue.full());
        EXPECT_EQ(queue.qsize(), 1000U);
        EXPECT_EQ(queue.maxsize(), 0U);
        co_return;
    });
}

TEST(Queue, RaisesInsteadOfWaitingWhereAsked) {
    run_to_end([]() -> Coro<> {
        Items queue(1);
        EXPECT_EQ(raised_by([&] { queue.get_nowait(); }), "QueueEmpty: the queue is empty");
        EXPECT_EQ(end_of(queue.try_get()), "QueueEmpty");
        queue.put_nowait(1);
        EXPECT_TRUE(queue.full());
        EXPECT_EQ(raised_by([&] { queue.put_nowait(2); }), "QueueFull: the queue is full");
        EXPECT_EQ(end_of(queue.try_put(2)), "QueueFull");
        EXPECT_EQ(queue.qsize(), 1U);
        co_return;
    });
}

TEST(Queue, JoinWaitsUntilEveryItemIsDone) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        queue.put_nowait(2);
        spawn(joiner(queue, log));
        for (int i = 0; i < 2; ++i) {
            co_await sleep(2ms);
            queue.get_nowait();
            queue.task_done();
        }
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "4 joined ok");
}

TEST(Queue, JoinReturnsAlsoWhereItemsArePutAgainBeforeItsTaskRuns) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        spawn(joiner(queue, log));
        co_await sleep(1ms);
        queue.task_done();
        queue.put_nowait(2);
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "1 joined ok");
}

TEST(Queue, TaskDoneForMoreThanWasPutRaises) {
    run_to_end([]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        queue.task_done();  // also before the item is taken
        EXPECT_EQ(raised_by([&] { queue.task_done(); }),
                  "Value: task_done() called too many times");
        co_return;
    });
}

TEST(Queue, CarriesItemsThatCanOnlyBeMoved) {
    run_to_end([]() -> Coro<> {
        Queue<std::unique_ptr<int>> queue;
        co_await queue.put(std::make_unique<int>(5));
        const std::unique_ptr<int> item = co_await queue.get();
        EXPECT_EQ(*item, 5);
    });
}

TEST(Queue, BelongsToTheLoopInWhichATaskFirstWaitedForIt) {
    Items queue;
    Loop first;
    Loop second;
    const auto put = [&]() -> Coro<> {
        const auto waited = co_await quietly(timeout(1ms, queue.get()));
        EXPECT_EQ(end_of(waited), "Timeout");
        co_await queue.put(1);
    };
    const auto get = [&]() -> Coro<> {
        EXPECT_EQ(co_await queue.get(), 1);  // needs no loop, for it need not wait
        const Result<int> item = co_await quietly(queue.get());
        EXPECT_EQ(end_of(item), "Runtime");
    };
    first.run(put());
    EXPECT_EQ(text_of(second.run(get())), "completed");
}

}  // namespace
}  // namespace foliot
