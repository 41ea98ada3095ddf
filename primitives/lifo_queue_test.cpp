#include <gtest/gtest.h>

#include <memory>

#include "primitives/queue.h"
#include "primitives/testing/queue_tasks.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

using Stack = LifoQueue<int>;

TEST(LifoQueue, GivesTheNewestItemFirst) {
    run_to_end([]() -> Coro<> {
        Stack queue;
        for (const int item : {3, 1, 2})
            co_await queue.put(item);
        EXPECT_EQ(co_await queue.get(), 2);
        queue.put_nowait(4);
        for (const int item : {4, 1, 3})
            EXPECT_EQ(queue.get_nowait(), item);
    });
}

TEST(LifoQueue, AWokenGetterTakesWhatIsNewestInItsOwnStep) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Stack queue;
        spawn(getter(queue, log, "a"));
        co_await sleep(1ms);
        queue.put_nowait(1);  // wakes it
        queue.put_nowait(2);
        co_await sleep(0ms);
        EXPECT_EQ(queue.get_nowait(), 1);
    });
    EXPECT_EQ(log.text(), "1 a 2");
}

TEST(LifoQueue, PutWakesTheGetterThatHasWaitedLongest) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Stack queue;
        for (const char* const name : {"a", "b", "c"})
            spawn(getter(queue, log, name));
        co_await sleep(1ms);
        for (const int item : {1, 2, 3})
            queue.put_nowait(item);
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "1 a 3, 1 b 2, 1 c 1");
}

TEST(LifoQueue, GetWakesThePutterThatHasWaitedLongest) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Stack queue(2);
        for (const int item : {1, 2, 3, 4})
            spawn(putter(queue, log, item));
        for (const int item : {2, 3, 4, 1}) {
            co_await sleep(1ms);
            EXPECT_EQ(queue.get_nowait(), item);
        }
    });
    EXPECT_EQ(log.text(), "0 put 1 ok, 0 put 2 ok, 1 put 3 ok, 2 put 4 ok");
}

TEST(LifoQueue, AGetterThatIsCancelledAfterItWasWokenLeavesTheItemsAsTheyAre) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Stack queue;
        Task<> first = spawn(getter(queue, log, "first"));
        spawn(getter(queue, log, "second"));
        co_await sleep(1ms);
        queue.put_nowait(1);  // wakes the first
        first.cancel();
        queue.put_nowait(2);
        co_await sleep(1ms);
        EXPECT_EQ(queue.get_nowait(), 1);
    });
    EXPECT_EQ(log.text(), "1 first Cancelled, 1 second 2");
}

TEST(LifoQueue, GivesTheNewestOfWhatIsLeftAfterAShutdown) {
    run_to_end([]() -> Coro<> {
        Stack queue;
        queue.put_nowait(1);
        queue.put_nowait(2);
        queue.shutdown();
        EXPECT_EQ(end_of(queue.try_put(3)), "QueueShutDown");
        EXPECT_EQ(co_await queue.get(), 2);
        EXPECT_EQ(co_await queue.get(), 1);
        EXPECT_EQ(end_of(queue.try_get()), "QueueShutDown");
    });
}

TEST(LifoQueue, CarriesItemsThatCanOnlyBeMoved) {
    run_to_end([]() -> Coro<> {
        LifoQueue<std::unique_ptr<int>> queue;
        co_await queue.put(std::make_unique<int>(5));
        co_await queue.put(std::make_unique<int>(6));
        const std::unique_ptr<int> item = co_await queue.get();
        EXPECT_EQ(*item, 6);
    });
}

TEST(LifoQueue, TellsItsKindInADeadlock) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Stack queue(0, "orders");
        co_await queue.get();
    });
    EXPECT_EQ(outcome.blocked.at(0).waits_for, "an item in LifoQueue orders");
}

}  // namespace
}  // namespace foliot
