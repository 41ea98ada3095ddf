#include "primitives/lock.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> holder(Lock& lock, Log& log, std::string name, Duration hold = 5ms) {
    const Result<> acquired = co_await quietly(lock.acquire());
    log.add(name + " " + end_of(acquired));
    if (!acquired) co_return;
    co_await sleep(hold);
    lock.release();
}

TEST(Lock, AcquireOfAFreeOneIsNoSchedulingPoint) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        EXPECT_FALSE(lock.locked());
        const std::uint64_t step = Loop::current()->step();
        co_await lock.acquire();
        EXPECT_EQ(Loop::current()->step(), step);
        EXPECT_TRUE(lock.locked());
        lock.release();
        EXPECT_FALSE(lock.locked());
    });
}

TEST(Lock, ReleaseWakesTheLongestWaiter) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        for (const char* const name : {"a", "b", "c"})
            spawn(holder(lock, log, name));
        co_await sleep(1ms);
        co_await lock.acquire();
        log.add("main");
    });
    EXPECT_EQ(log.text(), "0 a ok, 5 b ok, 10 c ok, 15 main");
}

TEST(Lock, ReadsUnlockedFromItsReleaseUntilTheWokenWaiterRuns) {
    run_to_end([]() -> Coro<> {
        Log log;
        Lock lock;
        co_await lock.acquire();
        const Task<> waiter = spawn(holder(lock, log, "waiter"));
        co_await sleep(1ms);
        lock.release();
        EXPECT_FALSE(lock.locked());
        EXPECT_EQ(raised_by([&] { lock.release(); }), "Runtime: Lock is not acquired.");
        co_await sleep(0ms);
        EXPECT_TRUE(lock.locked());
        co_await waiter;
    });
}

TEST(Lock, ANewcomerQueuesBehindAWokenWaiter) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        const Task<> waiter = spawn(holder(lock, log, "waiter"));
        co_await sleep(1ms);
        lock.release();
        co_await lock.acquire();
        log.add("main");
    });
    EXPECT_EQ(log.text(), "1 waiter ok, 6 main");
}

TEST(Lock, ReleaseOfAnUnlockedOneRaises) {
    Lock lock;
    EXPECT_THROW(lock.release(), RuntimeError);
    EXPECT_EQ(raised_by([&] { lock.release(); }), "Runtime: Lock is not acquired.");
    EXPECT_EQ(lock.try_release().text(), "Lock is not acquired.");
}

TEST(Lock, AWaiterThatIsCancelledLeavesTheQueue) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        Task<> a = spawn(holder(lock, log, "a"));
        const Task<> b = spawn(holder(lock, log, "b"));
        co_await sleep(1ms);
        a.cancel();
        co_await sleep(1ms);
        lock.release();
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 2 b ok");
}

TEST(Lock, AWaiterThatIsCancelledAfterItWasWokenWakesTheNext) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        Task<> a = spawn(holder(lock, log, "a"));
        const Task<> b = spawn(holder(lock, log, "b"));
        co_await sleep(1ms);
        lock.release();
        a.cancel();
        co_await b;
        EXPECT_FALSE(lock.locked());
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b ok");
}

TEST(Lock, AWaiterThatIsCancelledWhileItIsLockedWakesNobody) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        Task<> a = spawn(holder(lock, log, "a"));
        const Task<> b = spawn(holder(lock, log, "b"));
        co_await sleep(1ms);
        a.cancel();
        co_await sleep(5ms);
        log.add("main");
        lock.release();
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 6 main, 6 b ok");
}

TEST(Lock, ReleaseWakesNobodyWhereTheFirstWaiterIsCancelledButThatOneDoesWhenItRuns) {
    Log log;
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        Task<> a = spawn(holder(lock, log, "a"));
        const Task<> b = spawn(holder(lock, log, "b", 0ms));
        co_await sleep(0ms);
        a.cancel();
        lock.release();
        co_await sleep(0ms);
        log.add("main");
        co_await b;
    });
    EXPECT_EQ(log.text(), "0 a Cancelled, 0 main, 0 b ok");
    EXPECT_EQ(outcome.steps, 9U);
}

TEST(Lock, ANewcomerTakesItWhereEveryWaiterIsCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        Task<> a = spawn(holder(lock, log, "a"));
        co_await sleep(1ms);
        a.cancel();
        lock.release();
        const std::uint64_t step = Loop::current()->step();
        co_await lock.acquire();
        EXPECT_EQ(Loop::current()->step(), step);
        co_await a;
        EXPECT_TRUE(lock.locked());
    });
    EXPECT_EQ(log.text(), "1 a Cancelled");
}

TEST(Lock, ACancelledTaskMayTakeAFreeOneButNotWait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        const auto body = [&]() -> Coro<> {
            current_task().cancel();
            co_await lock.acquire();
            log.add("taken");
            const Result<> again = co_await quietly(lock.acquire());
            log.add(end_of(again));
        };
        co_await spawn(body());
        EXPECT_TRUE(lock.locked());
    });
    EXPECT_EQ(log.text(), "0 taken, 0 Cancelled");
}

TEST(Lock, ScopedReleasesAtTheEndOfTheScope) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        {
            auto held = co_await lock.scoped();
            EXPECT_TRUE(lock.locked());
            const auto moved = std::move(held);
            EXPECT_TRUE(lock.locked());
        }
        EXPECT_FALSE(lock.locked());
        auto held = co_await lock.scoped();
        held.release();
        EXPECT_FALSE(lock.locked());
    });
}

TEST(Lock, ScopedThatIsCancelledHoldsNothing) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        const auto body = [&lock]() -> Coro<> { const auto held = co_await lock.scoped(); };
        Task<> task = spawn(body());
        co_await sleep(1ms);
        task.cancel();
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
        EXPECT_TRUE(lock.locked());
    });
}

TEST(Lock, AGuardThatCannotReleaseFailsTheRun) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Lock lock;
        {
            const auto held = co_await lock.scoped();
            lock.release();
        }
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome), "error: a guard could not release: Lock is not acquired.");
}

TEST(Lock, ADeadlockNamesIt) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Lock lock("orders");
        co_await lock.acquire();
        co_await lock.acquire();
    });
    ASSERT_EQ(outcome.blocked.size(), 1U);
    EXPECT_EQ(outcome.blocked[0].waits_for, "Lock orders");
}

}  // namespace
}  // namespace foliot
