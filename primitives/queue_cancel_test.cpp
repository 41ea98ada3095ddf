#include <gtest/gtest.h>

#include <memory>

#include "primitives/queue.h"
#include "primitives/testing/queue_tasks.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(QueueCancel, ACancelledGetterTakesNothing) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        Task<> task = spawn(getter(queue, log, "a"));
        co_await sleep(1ms);
        task.cancel();
        queue.put_nowait(5);
        co_await sleep(0ms);
        EXPECT_EQ(queue.qsize(), 1U);
    });
    EXPECT_EQ(log.text(), "1 a Cancelled");
}

TEST(QueueCancel, ACancelledPutterAddsNothing) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue(1);
        queue.put_nowait(1);
        Task<> task = spawn(putter(queue, log, 2));
        co_await sleep(1ms);
        task.cancel();
        EXPECT_EQ(queue.get_nowait(), 1);
        co_await sleep(0ms);
        EXPECT_TRUE(queue.empty());
    });
    EXPECT_EQ(log.text(), "1 put 2 Cancelled");
}

TEST(QueueCancel, AGetterThatIsCancelledAfterItWasWokenWakesTheNext) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        Task<> first = spawn(getter(queue, log, "first"));
        spawn(getter(queue, log, "second"));
        co_await sleep(1ms);
        queue.put_nowait(1);  // wakes the first
        first.cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 first Cancelled, 1 second 1");
}

TEST(QueueCancel, APutterThatIsCancelledAfterItWasWokenWakesTheNext) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue(1);
        queue.put_nowait(0);
        Task<> first = spawn(putter(queue, log, 1));
        spawn(putter(queue, log, 2));
        co_await sleep(1ms);
        EXPECT_EQ(queue.get_nowait(), 0);  // wakes the first
        first.cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 put 1 Cancelled, 1 put 2 ok");
}

TEST(QueueCancel, AWokenGetterThatIsCancelledWakesNobodyWhereTheItemIsGone) {
    const Heard heard = heard_in([]() -> Coro<> {
        Items queue;
        Log log;
        Task<> first = spawn(getter(queue, log, "first"), "first");
        Task<> second = spawn(getter(queue, log, "second"), "second");
        co_await sleep(1ms);
        queue.put_nowait(1);
        EXPECT_EQ(queue.get_nowait(), 1);
        first.cancel();
        co_await sleep(1ms);
        second.cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(heard.count("second: wake Queue"), 1U);  // by its own cancellation
}

TEST(QueueCancel, PassesOverCancelledWaiters) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Items queue;
        Task<> first = spawn(getter(queue, log, "first"));
        spawn(getter(queue, log, "second"));
        co_await sleep(1ms);
        first.cancel();
        queue.put_nowait(1);
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 first Cancelled, 1 second 1");
}

TEST(QueueCancel, ThatIsDestroyedLeavesItsCancelledWaitersAlone) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto queue = std::make_unique<Items>();
        Task<> task = spawn(getter(*queue, log, "a"));
        co_await sleep(1ms);
        queue.reset();
        task.cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 a Cancelled");
}

}  // namespace
}  // namespace foliot
