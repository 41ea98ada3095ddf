// Primitives in a loop that is not theirs, in a thread, and after their end.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "primitives/condition.h"
#include "primitives/event.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"
#include "sim/thread.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

template <class Awaitable>
Coro<> waits(Awaitable awaitable, Log& log) {
    const auto ended = co_await quietly(std::move(awaitable));
    log.add(end_of(ended));
}

TEST(Lock, BoundToAnotherLoopItRaisesAtOnceWhereATaskMustWait) {
    Lock lock;
    const auto contend = [&lock]() -> Coro<> {
        co_await lock.acquire();
        const auto waiter = [&lock]() -> Coro<> { co_await lock.acquire(); };
        Task<> task = spawn(waiter());
        co_await sleep(0ms);
        lock.release();
        static_cast<void>(co_await quietly(task));
        if (lock.locked()) lock.release();
    };
    run_to_end(contend);
    run_to_end([&]() -> Coro<> {
        co_await lock.acquire();
        const std::uint64_t step = Loop::current()->step();
        const Result<> refused = co_await quietly(lock.acquire());
        EXPECT_EQ(refused.failure().name(), "Runtime");
        EXPECT_EQ(refused.failure().text(), "the object is bound to a different event loop");
        EXPECT_EQ(Loop::current()->step(), step);
        lock.release();
    });
}

TEST(Lock, UncontendedServesManyLoops) {
    Lock lock;
    for (int run = 0; run < 3; ++run) {
        run_to_end([&]() -> Coro<> {
            const auto held = co_await lock.scoped();
            co_await sleep(1ms);
        });
    }
}

TEST(Lock, CannotBeWaitedForInAThread) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        co_await lock.acquire();
        const auto thread = [&lock]() -> Coro<> {
            const Result<> refused = co_await quietly(lock.acquire());
            EXPECT_EQ(refused.failure().text(), "no running event loop");
        };
        start_thread(thread());
        co_await sleep(1ms);
    });
}

TEST(Lock, AWaiterWhoseLockIsGoneCanStillBeCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto lock = std::make_unique<Lock>();
        co_await lock->acquire();
        Coro<> waiting = waits(lock->acquire(), log);
        Task<> task = spawn(std::move(waiting));
        co_await sleep(1ms);
        lock.reset();
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "1 Cancelled");
}

TEST(Semaphore, BoundToAnotherLoopItRaisesAtOnceWhereATaskMustWait) {
    Semaphore semaphore(0);
    const auto wait = [](Semaphore& awaited) -> Coro<> { co_await awaited.acquire(); };
    run_to_end([&]() -> Coro<> {
        const Task<> task = spawn(wait(semaphore));
        co_await sleep(0ms);
        semaphore.release();
        co_await task;
    });
    run_to_end([&]() -> Coro<> {
        const std::uint64_t step = Loop::current()->step();
        const Result<> refused = co_await quietly(semaphore.acquire());
        EXPECT_EQ(refused.failure().text(), "the object is bound to a different event loop");
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Semaphore, AWaiterWhoseSemaphoreIsGoneCanStillBeCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto semaphore = std::make_unique<Semaphore>(0);
        Coro<> waiting = waits(semaphore->acquire(), log);
        Task<> task = spawn(std::move(waiting));
        co_await sleep(1ms);
        semaphore.reset();
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "1 Cancelled");
}

TEST(Event, BoundToAnotherLoopItRaisesAtOnceWhereATaskMustWait) {
    Event event;
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> a = spawn(waits(event.wait(), log));
        co_await sleep(1ms);
        event.set();
        co_await a;
    });
    run_to_end([&]() -> Coro<> {
        EXPECT_TRUE(co_await event.wait());
        event.clear();
        const std::uint64_t step = Loop::current()->step();
        const Result<bool> refused = co_await quietly(event.wait());
        EXPECT_EQ(refused.failure().text(), "the object is bound to a different event loop");
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Event, AWaiterWhoseEventIsGoneCanStillBeCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto event = std::make_unique<Event>();
        Task<> task = spawn(waits(event->wait(), log));
        co_await sleep(1ms);
        event.reset();
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "1 Cancelled");
}

TEST(Condition, ALockThatIsBoundToAnotherLoopRaisesWhereItMustWaitForIt) {
    Lock lock;
    const auto contend = [&]() -> Coro<> {
        co_await lock.acquire();
        const auto second = [&lock]() -> Coro<> {
            co_await lock.acquire();
            lock.release();
        };
        const Task<> task = spawn(second());
        co_await sleep(0ms);
        lock.release();
        co_await task;
    };
    run_to_end(contend);
    LoopOptions options;
    options.step_limit = 1000;
    std::string ended;
    run_to_end(
        [&]() -> Coro<> {
            Condition condition(lock);
            const auto body = [&]() -> Coro<> {
                co_await condition.acquire();
                const Result<> waited = co_await quietly(condition.wait());
                ended = waited.failure().text();
            };
            const Task<> task = spawn(body());
            co_await sleep(1ms);
            co_await condition.acquire();
            condition.notify();
            co_await sleep(1ms);
            condition.release();
            co_await task;
        },
        options);
    EXPECT_EQ(ended, "the object is bound to a different event loop");
}

TEST(Condition, AWaiterWhoseConditionIsGoneCanStillBeCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto condition = std::make_unique<Condition>();
        const auto body = [&log](Condition& awaited) -> Coro<> {
            co_await awaited.acquire();
            const Result<> waited = co_await quietly(awaited.wait());
            log.add(end_of(waited));
        };
        Task<> task = spawn(body(*condition));
        co_await sleep(1ms);
        condition.reset();
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "1 Cancelled");
}

}  // namespace
}  // namespace foliot
