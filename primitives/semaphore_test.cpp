#include "primitives/semaphore.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> taker(Semaphore& semaphore, Log& log, std::string name, Duration hold = 5ms) {
    const Result<> acquired = co_await quietly(semaphore.acquire());
    log.add(name + " " + end_of(acquired));
    if (!acquired) co_return;
    co_await sleep(hold);
    semaphore.release();
}

TEST(Semaphore, GivesItsPermitsWithoutASchedulingPoint) {
    run_to_end([]() -> Coro<> {
        Semaphore semaphore(2);
        EXPECT_FALSE(semaphore.locked());
        const std::uint64_t step = Loop::current()->step();
        co_await semaphore.acquire();
        EXPECT_EQ(semaphore.value(), 1);
        EXPECT_FALSE(semaphore.locked());
        co_await semaphore.acquire();
        EXPECT_EQ(semaphore.value(), 0);
        EXPECT_TRUE(semaphore.locked());
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Semaphore, HasOnePermitWhereNothingIsSaid) {
    EXPECT_EQ(Semaphore().value(), 1);
    EXPECT_EQ(BoundedSemaphore().value(), 1);
}

TEST(Semaphore, LetsSoManyInAsItHasPermitsInTheirOrder) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(2);
        for (const char* const name : {"a", "b", "c", "d", "e"})
            spawn(taker(semaphore, log, name));
        co_await sleep(20ms);
        EXPECT_EQ(semaphore.value(), 2);
    });
    EXPECT_EQ(log.text(), "0 a ok, 0 b ok, 5 c ok, 5 d ok, 10 e ok");
}

TEST(Semaphore, ReleaseGivesThePermitToTheOldestWaiterAtOnce) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        const Task<> a = spawn(taker(semaphore, log, "a"));
        co_await sleep(1ms);
        semaphore.release();
        EXPECT_EQ(semaphore.value(), 0);
        EXPECT_TRUE(semaphore.locked());
        co_await semaphore.acquire();  // a newcomer cannot take it
        log.add("main");
    });
    EXPECT_EQ(log.text(), "1 a ok, 6 main");
}

TEST(Semaphore, EveryReleaseGrantsAnotherWaiter) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        for (const char* const name : {"a", "b", "c"})
            spawn(taker(semaphore, log, name));
        co_await sleep(1ms);
        semaphore.release();
        semaphore.release();
        EXPECT_EQ(semaphore.value(), 0);
        co_await sleep(20ms);
    });
    EXPECT_EQ(log.text(), "1 a ok, 1 b ok, 6 c ok");
}

TEST(Semaphore, IsLockedForNewcomersUntilTheWokenHaveRunThoughPermitsAreLeft) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        const Task<> a = spawn(taker(semaphore, log, "a"));
        co_await sleep(1ms);
        semaphore.release();
        semaphore.release();
        EXPECT_EQ(semaphore.value(), 1);
        EXPECT_TRUE(semaphore.locked());
        co_await semaphore.acquire();  // woken by a, when that takes its permit
        log.add("main");
        EXPECT_EQ(semaphore.value(), 0);
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 a ok, 1 main");
}

TEST(Semaphore, AWaiterThatIsCancelledTakesNoPermit) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        Task<> a = spawn(taker(semaphore, log, "a"));
        const Task<> b = spawn(taker(semaphore, log, "b"));
        co_await sleep(1ms);
        a.cancel();
        co_await sleep(1ms);
        semaphore.release();
        co_await b;
        EXPECT_EQ(semaphore.value(), 1);
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 2 b ok");
}

TEST(Semaphore, APermitThatWasGrantedToACancelledWaiterGoesToTheNext) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        Task<> a = spawn(taker(semaphore, log, "a"));
        const Task<> b = spawn(taker(semaphore, log, "b"));
        co_await sleep(1ms);
        semaphore.release();
        a.cancel();
        EXPECT_EQ(semaphore.value(), 0);
        co_await b;
        EXPECT_EQ(semaphore.value(), 1);
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b ok");
}

TEST(Semaphore, APermitThatWasGrantedToACancelledWaiterComesBackWhereNobodyWaits) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        Task<> a = spawn(taker(semaphore, log, "a"));
        co_await sleep(1ms);
        semaphore.release();
        a.cancel();
        co_await a;
        EXPECT_EQ(semaphore.value(), 1);
        EXPECT_FALSE(semaphore.locked());
    });
    EXPECT_EQ(log.text(), "1 a Cancelled");
}

TEST(Semaphore, ReleaseSkipsWaitersThatAreCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        Task<> a = spawn(taker(semaphore, log, "a"));
        const Task<> b = spawn(taker(semaphore, log, "b", 0ms));
        co_await sleep(1ms);
        a.cancel();
        semaphore.release();
        EXPECT_EQ(semaphore.value(), 0);
        co_await b;
        EXPECT_EQ(semaphore.value(), 1);
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b ok");
}

TEST(Semaphore, ANewcomerTakesAPermitWhereEveryWaiterIsCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Semaphore semaphore(0);
        Task<> a = spawn(taker(semaphore, log, "a"));
        co_await sleep(1ms);
        a.cancel();
        semaphore.release();
        EXPECT_EQ(semaphore.value(), 1);
        EXPECT_FALSE(semaphore.locked());
        co_await semaphore.acquire();
        log.add("main");
        co_await a;
        EXPECT_EQ(semaphore.value(), 0);
    });
    EXPECT_EQ(log.text(), "1 main, 1 a Cancelled");
}

TEST(Semaphore, ScopedGivesThePermitBack) {
    run_to_end([]() -> Coro<> {
        Semaphore semaphore(1);
        {
            const auto held = co_await semaphore.scoped();
            EXPECT_EQ(semaphore.value(), 0);
        }
        EXPECT_EQ(semaphore.value(), 1);
    });
}

TEST(Semaphore, HasNoUpperBound) {
    Semaphore semaphore(1);
    semaphore.release();
    EXPECT_FALSE(semaphore.try_release());
    EXPECT_EQ(semaphore.value(), 3);
}

TEST(Semaphore, RefusesANegativeValue) {
    EXPECT_EQ(raised_by([] { const Semaphore negative(-1); }),
              "Value: Semaphore initial value must be >= 0");
    EXPECT_EQ(raised_by([] { const BoundedSemaphore negative(-1); }),
              "Value: Semaphore initial value must be >= 0");
}

TEST(BoundedSemaphore, RefusesToRiseAboveItsFirstValue) {
    BoundedSemaphore semaphore(2);
    EXPECT_EQ(raised_by([&] { semaphore.release(); }),
              "Value: BoundedSemaphore released too many times");
    EXPECT_EQ(semaphore.value(), 2);
    run_to_end([&]() -> Coro<> {
        co_await semaphore.acquire();
        EXPECT_EQ(raised_by([&] { semaphore.release(); }), "nothing");
        EXPECT_FALSE(static_cast<bool>(semaphore.value() != 2));
        EXPECT_TRUE(semaphore.try_release().name() == "Value");
    });
}

TEST(BoundedSemaphore, MayBeReleasedAgainWhileThePermitIsOnItsWayToAWaiter) {
    // As in CPython: the counter was lowered for the waiter, so there is room.
    Log log;
    run_to_end([&]() -> Coro<> {
        BoundedSemaphore semaphore(1);
        co_await semaphore.acquire();
        const Task<> a = spawn(taker(semaphore, log, "a"));
        co_await sleep(1ms);
        semaphore.release();
        EXPECT_EQ(raised_by([&] { semaphore.release(); }), "nothing");
        EXPECT_EQ(raised_by([&] { semaphore.release(); }),
                  "Value: BoundedSemaphore released too many times");
        co_await sleep(0ms);
        co_await semaphore.acquire();
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 a ok");
}

}  // namespace
}  // namespace foliot
