// Awaits of tasks and futures: cancellation along their chain, circles.
#include "sim/join.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> joiner(Task<> task) {
    co_await task;
}

Coro<> sleeper(Duration delay) {
    co_await sleep(delay);
}

TEST(Join, CancellingWalksAlongAChainOfAHundredThousand) {
    run_to_end([]() -> Coro<> {
        std::vector<Task<>> chain;
        chain.push_back(spawn(sleeper(10ms)));
        for (int i = 0; i < 100'000; ++i)
            chain.push_back(spawn(joiner(chain.back())));
        co_await sleep(1ms);
        EXPECT_TRUE(chain.back().cancel());
        const Result<> ended = co_await quietly(chain.back());
        EXPECT_TRUE(ended.failure().is_cancelled());
        bool all = true;
        for (const Task<>& task : chain)
            all = all && task.cancelled() && task.cancelling() == 1;
        EXPECT_TRUE(all);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 1ms);
    });
}

TEST(Join, CancellingACircleIsRefusedAndChangesNothing) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Task<> a;
        Task<> b;
        const auto join_later = [](Task<>& other) -> Coro<> {
            co_await sleep(1ms);
            co_await other;
        };
        a = spawn(join_later(b), "a");
        b = spawn(join_later(a), "b");
        co_await sleep(2ms);
        EXPECT_EQ(raised_by([&] { a.cancel(); }),
                  "Runtime: the tasks to be cancelled await each other in a circle");
        EXPECT_EQ(a.cancelling(), 0U);
        EXPECT_EQ(b.cancelling(), 0U);
        EXPECT_EQ(raised_by([&] { b.cancel(); }),
                  "Runtime: the tasks to be cancelled await each other in a circle");
        co_await a;
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    ASSERT_EQ(outcome.blocked.size(), 3U);
    EXPECT_EQ(outcome.blocked[0].waits_for, "Task a");
    EXPECT_EQ(outcome.blocked[1].waits_for, "Task b");
    EXPECT_EQ(outcome.blocked[2].waits_for, "Task a");
}

TEST(Join, ACircleThatAChainRunsIntoIsRefusedToo) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Task<> a;
        Task<> b;
        const auto join_later = [](Task<>& other) -> Coro<> {
            co_await sleep(1ms);
            co_await other;
        };
        a = spawn(join_later(b), "a");
        b = spawn(join_later(a), "b");
        Task<> outside = spawn(join_later(a), "outside");
        co_await sleep(2ms);
        EXPECT_THROW(outside.cancel(), RuntimeError);
        EXPECT_EQ(outside.cancelling(), 0U);
        co_await a;
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
}

TEST(Join, ACancellerInItsOwnChainIsInterruptedAtItsNextWait) {
    // b joins a, and a cancels b: the request walks back to a.
    run_to_end([]() -> Coro<> {
        Task<> a;
        Task<> b;
        const auto canceller = [&b]() -> Coro<> {
            co_await sleep(1ms);
            EXPECT_TRUE(b.cancel());
            co_await sleep(1ms);
        };
        a = spawn(canceller());
        b = spawn(joiner(a));
        const Result<> ended = co_await quietly(b);
        EXPECT_TRUE(ended.failure().is_cancelled());
        EXPECT_TRUE(a.cancelled());
        EXPECT_EQ(VirtualClock::now(), virtual_start + 1ms);
    });
}

TEST(Join, WhereTheJoinedTaskSwallowsItTheJoinerGoesOn) {
    run_to_end([]() -> Coro<> {
        const auto stubborn = []() -> Coro<int> {
            static_cast<void>(co_await quietly(sleep(10ms)));
            co_return 4;
        };
        const Task<int> inner = spawn(stubborn());
        const auto join = [](Task<int> task) -> Coro<int> { co_return co_await task; };
        Task<int> outer = spawn(join(inner));
        co_await sleep(1ms);
        outer.cancel();
        EXPECT_EQ(co_await outer, 4);
        EXPECT_EQ(outer.cancelling(), 1U);
    });
}

TEST(Join, ACancellationAfterTheJoinedEndedIsRaisedAtTheJoin) {
    // The joined task has ended, the joiner has not run yet.
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> inner = spawn(sleeper(1ms));
        const auto join = [&log](Task<> task) -> Coro<> {
            const Result<> ended = co_await quietly(task);
            log.add(end_of(ended));
        };
        Task<> outer;
        const auto canceller = [&outer](Task<> task) -> Coro<> {
            co_await task;
            outer.cancel();
        };
        const Task<> first = spawn(canceller(inner));
        outer = spawn(join(inner));
        co_await outer;
        EXPECT_FALSE(inner.cancelled());
    });
    EXPECT_EQ(log.text(), "1 Cancelled");
}

TEST(Join, AnErrorThatACancellationHidesCountsAsAwaited) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        const auto fails = []() -> Coro<> {
            co_await sleep(1ms);
            throw std::runtime_error("hidden");
        };
        const Task<> inner = spawn(fails());
        Task<> outer;
        const auto cancel_outer = [&outer](Task<> task) -> Coro<> {
            static_cast<void>(co_await quietly(task));
            outer.cancel();
        };
        const Task<> first = spawn(cancel_outer(inner));
        outer = spawn(joiner(inner));
        const Result<> ended = co_await quietly(outer);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
    EXPECT_EQ(text_of(outcome), "completed");
}

TEST(Join, AnErrorOfTheOnlyJoinedTaskIsHiddenByACancellation) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Task<> outer;
        const auto fails = [&outer]() -> Coro<> {
            co_await sleep(1ms);
            call_soon([&outer] { outer.cancel(); });
            throw std::runtime_error("hidden");
        };
        // The callback stands before the joiner's step.
        // lint: C10 the inner call comes first
        outer = spawn(joiner(spawn(fails())));
        const Result<> ended = co_await quietly(outer);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
    EXPECT_EQ(text_of(outcome), "completed");
}

TEST(Join, ATaskThatAwaitsItselfAndIsCancelledBeforeItGoesOnIsCancelled) {
    run_to_end([]() -> Coro<> {
        Task<> task;
        const auto body = [&task]() -> Coro<> { co_await task; };
        task = spawn(body());
        co_await sleep(0ms);
        task.cancel();
        static_cast<void>(co_await quietly(task));
        EXPECT_TRUE(task.cancelled());
    });
}

TEST(Join, TheErrorOfATaskThatAwaitedItselfIsReportedWhereNobodyAwaitsIt) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        {
            Task<> task;
            const auto body = [&task]() -> Coro<> { co_await task; };
            task = spawn(body(), "narcissus");
            co_await sleep(1ms);
        }
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome),
              "error: no task awaited narcissus, which raised Runtime: a task cannot await itself");
}

TEST(Join, AFutureOfAnotherLoopIsRefused) {
    Loop first;
    Future<> foreign(first);
    // lint: C3 the body takes its state as a parameter
    Task<> pending = [&] {
        const auto body = [](Future<> future) -> Coro<> { co_await future; };
        return spawn(first, body(foreign));
    }();
    run_to_end([&]() -> Coro<> {
        const Result<> future = co_await quietly(foreign);
        EXPECT_EQ(future.failure().name(), "Runtime");
        const Result<> task = co_await quietly(pending);
        EXPECT_EQ(task.failure().name(), "Runtime");
    });
}

}  // namespace
}  // namespace foliot
