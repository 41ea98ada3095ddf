#include <gtest/gtest.h>

#include "primitives/queue.h"
#include "primitives/testing/queue_tasks.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(QueueShutdown, RefusesWhatIsPutAndGivesWhatIsLeft) {
    run_to_end([]() -> Coro<> {
        Items queue(1);
        queue.put_nowait(1);
        queue.shutdown();
        EXPECT_EQ(raised_by([&] { queue.put_nowait(2); }), "QueueShutDown: the queue is shut down");
        const Result<> put = co_await quietly(queue.put(2));
        EXPECT_EQ(end_of(put), "QueueShutDown");
        EXPECT_EQ(co_await queue.get(), 1);
        EXPECT_EQ(end_of(queue.try_get()), "QueueShutDown");
        const Result<int> item = co_await quietly(queue.get());
        EXPECT_EQ(end_of(item), "QueueShutDown");
    });
}

TEST(QueueShutdown, WakesAllWhoWaitInTheOrderInWhichTheyBegan) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        for (const char* const name : {"a", "b"})
            spawn(getter(queue, log, name));
        Items full(1);
        full.put_nowait(0);
        for (const int item : {1, 2})
            spawn(putter(full, log, item));
        co_await sleep(1ms);
        full.shutdown();
        queue.shutdown();
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(),
              "1 put 1 QueueShutDown, 1 put 2 QueueShutDown, 1 a QueueShutDown, 1 b QueueShutDown");
}

TEST(QueueShutdown, LeavesAnItemToTheGetterThatWasWokenForIt) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        spawn(getter(queue, log, "a"));
        spawn(getter(queue, log, "b"));
        co_await sleep(1ms);
        queue.put_nowait(1);
        queue.shutdown();
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "1 a 1, 1 b QueueShutDown");
}

TEST(QueueShutdown, LeavesJoinToWaitForTheItemsThatAreNotDone) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        spawn(joiner(queue, log));
        co_await sleep(1ms);
        queue.shutdown();
        co_await sleep(1ms);
        log.add("done");
        queue.get_nowait();
        queue.task_done();
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "2 done, 2 joined ok");
}

TEST(QueueShutdown, AtOnceThrowsTheItemsAwayAndEndsJoin) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        queue.put_nowait(2);
        spawn(joiner(queue, log));
        co_await sleep(1ms);
        queue.shutdown(true);
        EXPECT_TRUE(queue.empty());
        EXPECT_EQ(end_of(queue.try_get()), "QueueShutDown");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "1 joined ok");
}

TEST(QueueShutdown, AtOnceLeavesJoinToWaitForTheItemsThatWereTaken) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        queue.put_nowait(2);
        spawn(joiner(queue, log));
        co_await sleep(1ms);
        queue.get_nowait();
        queue.shutdown(true);
        co_await sleep(1ms);
        queue.task_done();
        EXPECT_EQ(end_of(queue.try_task_done()), "Value");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "2 joined ok");
}

TEST(QueueShutdown, AtOnceCountsNoItemAsDoneTwice) {
    run_to_end([]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        queue.put_nowait(2);
        queue.task_done();  // ahead of the get
        queue.shutdown(true);
        EXPECT_EQ(end_of(queue.try_task_done()), "Value");
        co_await queue.join();
    });
}

TEST(QueueShutdown, MayBeAskedForTwiceGentlyThenAtOnce) {
    run_to_end([]() -> Coro<> {
        Items queue;
        queue.put_nowait(1);
        queue.shutdown();
        EXPECT_EQ(queue.qsize(), 1U);
        queue.shutdown(true);
        EXPECT_EQ(queue.qsize(), 0U);
        co_await queue.join();
    });
}

}  // namespace
}  // namespace foliot
