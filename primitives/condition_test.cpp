#include "primitives/condition.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> waiter(Condition& condition, Log& log, std::string name) {
    const auto held = co_await condition.scoped();
    const Result<> waited = co_await quietly(condition.wait());
    log.add(name + " " + end_of(waited) + (condition.locked() ? "" : " unlocked"));
}

Coro<> notify(Condition& condition, std::size_t n) {
    const auto held = co_await condition.scoped();
    condition.notify(n);
}

TEST(Condition, WaitReleasesTheLockAndHoldsItAgainWhenItReturns) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        const Task<> a = spawn(waiter(condition, log, "a"));
        co_await sleep(1ms);
        EXPECT_FALSE(condition.locked());
        co_await condition.acquire();
        condition.notify();
        co_await sleep(2ms);  // a is notified, and waits for the lock
        log.add("release");
        condition.release();
        co_await a;
        EXPECT_FALSE(condition.locked());
    });
    EXPECT_EQ(log.text(), "3 release, 3 a ok");
}

TEST(Condition, NotifyWakesSoManyTheLongestWaitingFirst) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        for (const char* const name : {"a", "b", "c", "d"})
            spawn(waiter(condition, log, name));
        co_await sleep(1ms);
        co_await notify(condition, 0);
        co_await sleep(1ms);
        co_await notify(condition, 1);
        co_await sleep(1ms);
        co_await notify(condition, 2);
        co_await sleep(1ms);
        co_await notify(condition, 9);
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "2 a ok, 3 b ok, 3 c ok, 4 d ok");
}

TEST(Condition, NotifyAllWakesAllAndEachGoesOnOnceItHasTheLock) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        const auto slow = [](Condition& awaited, Log& words, std::string name) -> Coro<> {
            const auto held = co_await awaited.scoped();
            co_await awaited.wait();
            words.add(name);
            co_await sleep(2ms);
        };
        for (const char* const name : {"a", "b", "c"})
            spawn(slow(condition, log, name));
        co_await sleep(1ms);
        {
            const auto held = co_await condition.scoped();
            condition.notify_all();
        }
        co_await sleep(10ms);
    });
    EXPECT_EQ(log.text(), "1 a, 3 b, 5 c");
}

TEST(Condition, NotifySkipsThoseThatAreNotifiedAlready) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        const Task<> a = spawn(waiter(condition, log, "a"));
        const Task<> b = spawn(waiter(condition, log, "b"));
        co_await sleep(1ms);
        {
            const auto held = co_await condition.scoped();
            condition.notify();
            condition.notify();
        }
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a ok, 1 b ok");
}

TEST(Condition, NeedsTheLockToWaitOrNotify) {
    Condition condition;
    EXPECT_EQ(raised_by([&] { condition.notify(); }), "Runtime: cannot notify on un-acquired lock");
    EXPECT_EQ(raised_by([&] { condition.notify_all(); }),
              "Runtime: cannot notify on un-acquired lock");
    EXPECT_EQ(raised_by([&] { condition.release(); }), "Runtime: Lock is not acquired.");
    run_to_end([&]() -> Coro<> {
        const std::uint64_t step = Loop::current()->step();
        const Result<> waited = co_await quietly(condition.wait());
        EXPECT_EQ(waited.failure().name(), "Runtime");
        EXPECT_EQ(waited.failure().text(), "cannot wait on un-acquired lock");
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Condition, WaitForTestsThePredicateFirstAndAfterEachNotification) {
    int tested = 0;
    int value = 0;
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        const auto enough = [&] {
            ++tested;
            EXPECT_TRUE(condition.locked());
            return value >= 2;
        };
        const auto body = [&]() -> Coro<> {
            const auto held = co_await condition.scoped();
            co_await condition.wait_for(enough);
            log.add("enough");
            co_await condition.wait_for(enough);
            log.add("still");
        };
        const Task<> task = spawn(body());
        for (int i = 0; i < 2; ++i) {
            co_await sleep(1ms);
            ++value;
            co_await notify(condition, 1);
        }
        co_await task;
    });
    EXPECT_EQ(log.text(), "2 enough, 2 still");
    EXPECT_EQ(tested, 4);
}

TEST(Condition, AWaiterThatIsCancelledHoldsTheLockWhenItRaises) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        Task<> a = spawn(waiter(condition, log, "a"));
        co_await sleep(1ms);
        co_await condition.acquire();
        a.cancel();
        co_await sleep(2ms);
        log.add("release");
        condition.release();
        co_await a;
    });
    EXPECT_EQ(log.text(), "3 release, 3 a Cancelled");
}

TEST(Condition, CancellationsWhileItReacquiresAreSwallowedAndOneIsRaisedInTheEnd) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        Task<> a = spawn(waiter(condition, log, "a"));
        co_await sleep(1ms);
        co_await condition.acquire();
        condition.notify();
        for (int i = 0; i < 3; ++i) {
            co_await sleep(1ms);
            a.cancel();
        }
        co_await sleep(1ms);
        EXPECT_FALSE(a.done());
        log.add("release");
        condition.release();
        co_await a;
        EXPECT_EQ(a.cancelling(), 3U);
    });
    EXPECT_EQ(log.text(), "5 release, 5 a Cancelled");
}

TEST(Condition, AWaitThatEndsWithAnErrorWakesAnotherWaiter) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        Task<> a = spawn(waiter(condition, log, "a"));
        const Task<> b = spawn(waiter(condition, log, "b"));
        co_await sleep(1ms);
        {
            const auto held = co_await condition.scoped();
            condition.notify();
            a.cancel();  // was notified, and passes that on
        }
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b ok");
}

TEST(Condition, AWaitThatReturnsWakesNobodyElse) {
    Log log;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        Condition condition("stock");
        const Task<> a = spawn(waiter(condition, log, "a"), "a");
        const Task<> b = spawn(waiter(condition, log, "b"), "b");
        co_await sleep(1ms);
        co_await notify(condition, 1);
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a ok");
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    ASSERT_EQ(outcome.blocked.size(), 2U);
    EXPECT_EQ(outcome.blocked[1].task, "b");
    EXPECT_EQ(outcome.blocked[1].waits_for, "Condition stock");
}

TEST(Condition, WaitForThatIsCancelledRaises) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Condition condition;
        const auto body = [&]() -> Coro<> {
            const auto held = co_await condition.scoped();
            const Result<> waited = co_await quietly(condition.wait_for([] { return false; }));
            log.add(end_of(waited));
        };
        Task<> task = spawn(body());
        co_await sleep(1ms);
        co_await notify(condition, 1);
        co_await sleep(1ms);
        task.cancel();
        co_await task;
        EXPECT_FALSE(condition.locked());
    });
    EXPECT_EQ(log.text(), "2 Cancelled");
}

TEST(Condition, TwoCanShareALock) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Lock lock;
        Condition first(lock);
        Condition second(lock);
        EXPECT_EQ(&first.lock(), &lock);
        const Task<> a = spawn(waiter(first, log, "a"));
        const Task<> b = spawn(waiter(second, log, "b"));
        co_await sleep(1ms);
        co_await lock.acquire();
        EXPECT_TRUE(first.locked());
        second.notify_all();
        lock.release();
        co_await b;
        co_await notify(first, 1);
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 b ok, 1 a ok");
}

}  // namespace
}  // namespace foliot
