// Every step that uses a primitive tells observers what it read and wrote.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "primitives/barrier.h"
#include "primitives/event.h"
#include "primitives/gather.h"
#include "primitives/semaphore.h"
#include "primitives/shield.h"
#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Notes the step in which it runs, then acquires.
Coro<> taker(Lock& lock, std::uint64_t& step) {
    step = this_step();
    co_await lock.acquire();
}

TEST(PrimitiveFootprint, ReleasingALockWritesItAndTheMailboxOfTheWokenTask) {
    std::uint64_t waits = 0;
    std::uint64_t releases = 0;
    PathId path{};
    PathId box{};
    const Heard heard = heard_in([&]() -> Coro<> {
        Lock lock;
        path = lock.path();
        co_await lock.acquire();
        const Task<> waiter = spawn(taker(lock, waits));
        box = mailbox(waiter.state());
        co_await sleep(1ms);
        releases = this_step();
        lock.release();
        co_await waiter;
    });
    EXPECT_TRUE(heard.wrote(0, path));
    EXPECT_TRUE(heard.wrote(waits, path));  // its place in the line
    EXPECT_TRUE(heard.wrote(releases, path));
    EXPECT_TRUE(heard.wrote(releases, box));
    EXPECT_TRUE(heard.wrote(releases + 1, path));
}

TEST(PrimitiveFootprint, AskingALockWhetherItIsLockedReadsIt) {
    PathId path{};
    const Heard heard = heard_in([&]() -> Coro<> {
        Lock lock;
        path = lock.path();
        EXPECT_FALSE(lock.locked());
        co_return;
    });
    EXPECT_TRUE(heard.read(0, path));
    EXPECT_FALSE(heard.wrote(0, path));
}

TEST(PrimitiveFootprint, CancellingAWaiterWritesWhatItWaitsFor) {
    std::uint64_t waits = 0;
    std::uint64_t cancels = 0;
    PathId path{};
    const Heard heard = heard_in([&]() -> Coro<> {
        Lock lock;
        path = lock.path();
        co_await lock.acquire();
        Task<> waiter = spawn(taker(lock, waits));
        co_await sleep(1ms);
        cancels = this_step();
        waiter.cancel();
        static_cast<void>(co_await quietly(waiter));
    });
    EXPECT_TRUE(heard.wrote(cancels, path));
    EXPECT_TRUE(heard.wrote(cancels + 1, path));
}

TEST(PrimitiveFootprint, ASemaphoreMadeOutsideIsWrittenFromItsFirstReleaseOn) {
    Semaphore semaphore(0);
    PathId path{};
    const Heard heard = heard_in([&]() -> Coro<> {
        semaphore.release();
        path = semaphore.path();
        co_await sleep(0ms);
        EXPECT_EQ(semaphore.value(), 1);
        co_await sleep(0ms);
        co_await semaphore.acquire();
    });
    EXPECT_TRUE(heard.wrote(0, path));
    EXPECT_TRUE(heard.read(1, path));
    EXPECT_TRUE(heard.wrote(2, path));
}

TEST(PrimitiveFootprint, AnEventIsWrittenWhereItIsSetOrWaitedForAndReadWhereItIsPassed) {
    Event event;
    PathId path{};
    std::uint64_t waits = 0;
    std::uint64_t sets = 0;
    PathId box{};
    const Heard heard = heard_in([&]() -> Coro<> {
        EXPECT_FALSE(event.is_set());
        path = event.path();
        const auto body = [&]() -> Coro<> {
            waits = this_step();
            co_await event.wait();
        };
        const Task<> waiter = spawn(body());
        box = mailbox(waiter.state());
        co_await sleep(1ms);
        sets = this_step();
        event.set();
        co_await sleep(1ms);
        co_await event.wait();
    });
    EXPECT_TRUE(heard.read(0, path));
    EXPECT_TRUE(heard.wrote(waits, path));
    EXPECT_TRUE(heard.wrote(sets, path));
    EXPECT_TRUE(heard.wrote(sets, box));
    const std::uint64_t last = heard.footprints.size() - 1;
    EXPECT_TRUE(heard.read(last, path));
    EXPECT_FALSE(heard.wrote(last, path));
}

TEST(PrimitiveFootprint, WaitingForAConditionAndNotifyingItWriteIt) {
    PathId path{};
    PathId box{};
    std::uint64_t waits = 0;
    std::uint64_t notifies = 0;
    const Heard heard = heard_in([&]() -> Coro<> {
        Condition condition;
        path = condition.path();
        const auto body = [&]() -> Coro<> {
            const auto held = co_await condition.scoped();
            waits = this_step();
            co_await condition.wait();
        };
        const Task<> waiter = spawn(body());
        box = mailbox(waiter.state());
        co_await sleep(1ms);
        co_await condition.acquire();
        notifies = this_step();
        condition.notify_all();
        condition.release();
        co_await waiter;
    });
    EXPECT_TRUE(heard.wrote(waits, path));
    EXPECT_TRUE(heard.wrote(notifies, path));
    EXPECT_TRUE(heard.wrote(notifies, box));
}

TEST(PrimitiveFootprint, ArrivingAtABarrierWritesItAndCountingThePartiesReadsIt) {
    PathId path{};
    const Heard heard = heard_in([&]() -> Coro<> {
        Barrier barrier(1);
        path = barrier.path();
        EXPECT_EQ(barrier.n_waiting(), 0U);
        co_await sleep(0ms);
        EXPECT_FALSE(barrier.broken());
        co_await sleep(0ms);
        co_await barrier.wait();
        co_await sleep(0ms);
        co_await barrier.abort();
        co_await sleep(0ms);
        co_await barrier.reset();
    });
    for (const std::uint64_t step : {0U, 1U})
        EXPECT_TRUE(heard.read(step, path)) << step;
    for (const std::uint64_t step : {2U, 3U, 4U})
        EXPECT_TRUE(heard.wrote(step, path)) << step;
}

TEST(PrimitiveFootprint, EveryTaskThatEndsInAGatherWritesIt) {
    // Also one that comes too late: the first error counts, so their order matters.
    PathId gathering{};
    const Heard heard = heard_in([&]() -> Coro<> {
        const PathId made = child_path(current_task().path(), Branch::object, 0);
        gathering = child_path(made, Branch::done);
        const auto fails = []() -> Coro<> {
            throw TimeoutError();
            co_return;
        };
        static_cast<void>(co_await quietly(gather(fails(), fails())));
        co_await sleep(1ms);
    });
    EXPECT_TRUE(heard.wrote(3, gathering));  // main, two tasks, then their callbacks
    EXPECT_TRUE(heard.wrote(4, gathering));
}

TEST(PrimitiveFootprint, EveryTaskThatEndsInAGroupAndEverySpawnWritesTheGroupsMailbox) {
    PathId box{};
    std::uint64_t spawns = 0;
    // Tasks of the group outlive its body's frame.
    const auto quick = []() -> Coro<> { co_return; };
    const auto spawner = [&](TaskGroup& within) -> Coro<> {
        co_await sleep(1ms);
        spawns = this_step();
        within.spawn(quick());
    };
    const Heard heard = heard_in([&]() -> Coro<> {
        box = mailbox(current_task());
        const auto body = [&](TaskGroup& group) -> Coro<> {
            group.spawn(quick());
            group.spawn(spawner(group));
            co_return;
        };
        co_await task_group(body);
    });
    EXPECT_TRUE(heard.wrote(3, box));  // main, two tasks, then the first one's callback
    EXPECT_TRUE(heard.wrote(spawns, box));
}

TEST(PrimitiveFootprint, TheEndOfAShieldedTaskTouchesTheShieldAlsoWhereThatWasCancelled) {
    for (const bool cancelled : {false, true}) {
        PathId shielding{};
        std::uint64_t ended = 0;
        const Heard heard = heard_in([&]() -> Coro<> {
            Task<> outer;
            const auto inner = [&ended]() -> Coro<> {
                co_await sleep(1ms);
                ended = this_step();
            };
            Task<> task = spawn(inner());
            if (cancelled) task.add_done_callback([&outer] { outer.cancel(); });
            const auto guard = [&shielding](Task<> shielded) -> Coro<> {
                const PathId made = child_path(current_task().path(), Branch::object, 0);
                shielding = child_path(made, Branch::done);
                co_await shield(shielded);
            };
            outer = spawn(guard(task));
            static_cast<void>(co_await quietly(outer));
        });
        EXPECT_TRUE(heard.touched(ended + (cancelled ? 2 : 1), shielding)) << cancelled;
    }
}

TEST(PrimitiveFootprint, AnExpiringTimeoutWritesItsTimerAndItsTasksMailbox) {
    PathId timer{};
    PathId box{};
    const Heard heard = heard_in([&]() -> Coro<> {
        timer = child_path(current_task().path(), Branch::timer);
        box = mailbox(current_task());
        static_cast<void>(co_await quietly(timeout(1ms, sleep(5ms))));
    });
    EXPECT_TRUE(heard.wrote(0, timer));
    EXPECT_TRUE(heard.wrote(1, timer));
    EXPECT_TRUE(heard.wrote(1, box));
}

TEST(PrimitiveEvents, TellTheVerbsInTheirOrder) {
    const Heard heard = heard_in([]() -> Coro<> {
        Lock lock("x");
        co_await lock.acquire();
        const auto body = [](Lock& wanted) -> Coro<> { co_await wanted.acquire(); };
        Task<> waiter = spawn(body(lock), "w");
        co_await sleep(0ms);
        lock.release();
        waiter.cancel();
        static_cast<void>(co_await quietly(waiter));
    });
    std::vector<std::string> verbs;
    for (const std::string& line : heard.lines) {
        if (line.find("Lock x") != std::string::npos) verbs.push_back(line);
    }
    EXPECT_EQ(verbs, (std::vector<std::string>{"main: acquire Lock x", "w: wait Lock x",
                                               "main: release Lock x", "w: wake Lock x",
                                               "w: abandon Lock x"}));
}

}  // namespace
}  // namespace foliot
