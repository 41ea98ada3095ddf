// A gather whose own task is cancelled.

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "primitives/gather.h"
#include "primitives/shield.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> nap(Log& log, int value, Duration delay) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add(std::to_string(value) + " " + end_of(slept));
    slept.failure().raise_if();
    co_return value;
}

Coro<int> stubborn(Log& log, int value) {
    static_cast<void>(co_await quietly(sleep(1h)));
    co_await sleep(2ms);
    log.add(std::to_string(value) + " stubborn");
    co_return value;
}

template <class Awaitable>
Coro<> noted(Log& log, Awaitable awaitable) {
    const auto ended = co_await quietly(std::move(awaitable));
    log.add("gather " + end_of(ended.failure()));
}

TEST(GatherCancel, CancelsAllItsTasksAtOnceAndIsRaisedWhenOneHasEnded) {
    Log log;
    run_to_end([&]() -> Coro<> {
        // lint: C10 braces evaluate from left to right
        std::vector<Task<int>> tasks{spawn(nap(log, 1, 9ms)), spawn(nap(log, 2, 9ms))};
        Task<> outer = spawn(noted(log, gather(tasks)));
        co_await sleep(3ms);
        EXPECT_TRUE(outer.cancel());
        EXPECT_EQ(tasks[0].cancelling(), 1U);
        EXPECT_EQ(tasks[1].cancelling(), 1U);
        EXPECT_FALSE(outer.state().must_cancel());
        co_await outer;
    });
    EXPECT_EQ(log.text(), "3 1 Cancelled, 3 2 Cancelled, 3 gather Cancelled");
}

TEST(GatherCancel, WithReturnExceptionsIsRaisedOnceAllHaveEnded) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> outer =
            spawn(noted(log, gather(return_exceptions, nap(log, 1, 9ms), stubborn(log, 2))));
        co_await sleep(3ms);
        outer.cancel();
        co_await outer;
    });
    EXPECT_EQ(log.text(), "3 1 Cancelled, 5 2 stubborn, 5 gather Cancelled");
}

TEST(GatherCancel, OfTasksThatAllSwallowItIsRaisedAllTheSame) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> outer = spawn(noted(log, gather(stubborn(log, 1), stubborn(log, 2))));
        co_await sleep(3ms);
        outer.cancel();
        co_await outer;
    });
    EXPECT_EQ(log.text(), "5 1 stubborn, 5 2 stubborn, 5 gather Cancelled");
}

TEST(GatherCancel, OnceItIsDoneReachesNobody) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto fails = []() -> Coro<int> {
            co_await sleep(2ms);
            throw std::runtime_error("first");
            co_return 0;
        };
        const auto body = [&]() -> Coro<> {
            static_cast<void>(co_await quietly(gather(nap(log, 1, 5ms), fails())));
            log.add("raised");
            const Result<> slept = co_await quietly(sleep(9ms));
            log.add("body " + end_of(slept));
        };
        Task<> task = spawn(body());
        co_await sleep(3ms);
        task.cancel();
        co_await task;
        co_await sleep(5ms);
    });
    EXPECT_EQ(log.text(), "2 raised, 3 body Cancelled, 5 1 ok");
}

TEST(GatherCancel, ThatFindsAllTasksEndedIsRaisedAtTheNextStep) {
    // The tasks have ended, the gather's callbacks have not run yet.
    Log log;
    run_to_end([&]() -> Coro<> {
        std::vector<Task<int>> tasks{spawn(nap(log, 1, 2ms))};
        Task<> outer;
        tasks[0].add_done_callback([&] { outer.cancel(); });  // stands before the gather's
        outer = spawn(noted(log, gather(tasks)));
        co_await outer;
    });
    EXPECT_EQ(log.text(), "2 1 ok, 2 gather Cancelled");
}

TEST(GatherCancel, WalksThroughGathersOfGathers) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto inner = [&log](int value) -> Coro<> {
            static_cast<void>(co_await gather(nap(log, value, 9ms), nap(log, value + 1, 9ms)));
        };
        const auto outer = [&inner]() -> Coro<> { co_await gather(inner(1), inner(3)); };
        Task<> task = spawn(outer());
        co_await sleep(1ms);
        task.cancel();
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 1 Cancelled, 1 2 Cancelled, 1 3 Cancelled, 1 4 Cancelled");
}

TEST(GatherCancel, OfACircleThroughAGatherIsRefused) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Task<> a;
        Task<> b;
        const auto gathers = [](Task<>& other) -> Coro<> {
            co_await sleep(1ms);
            std::vector<Task<>> tasks{other};
            co_await gather(tasks);
        };
        const auto joins = [](Task<>& other) -> Coro<> {
            co_await sleep(1ms);
            co_await other;
        };
        a = spawn(gathers(b), "a");
        b = spawn(joins(a), "b");
        co_await sleep(2ms);
        EXPECT_EQ(raised_by([&] { a.cancel(); }),
                  "Runtime: the tasks to be cancelled await each other in a circle");
        EXPECT_EQ(raised_by([&] { b.cancel(); }),
                  "Runtime: the tasks to be cancelled await each other in a circle");
        co_await shield(a);
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    ASSERT_EQ(outcome.blocked.size(), 3U);
    EXPECT_EQ(outcome.blocked[1].task, "a");
    EXPECT_EQ(outcome.blocked[2].waits_for, "Task a");
}

TEST(GatherCancel, ReachesATaskThatIsGatheredTwiceTwice) {
    // As in CPython, where each of its awaiters cancels it.
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<int> shared = spawn(nap(log, 1, 9ms));
        const auto inner = [](Task<int> task) -> Coro<> { static_cast<void>(co_await task); };
        Task<> outer = spawn(noted(log, gather(inner(shared), inner(shared))));
        co_await sleep(1ms);
        outer.cancel();
        EXPECT_EQ(shared.cancelling(), 2U);
        co_await outer;
    });
    EXPECT_EQ(log.text(), "1 1 Cancelled, 1 gather Cancelled");
}

}  // namespace
}  // namespace foliot
