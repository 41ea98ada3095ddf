// How a run ends: verdicts, what they say, left-over tasks.

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/check.h"
#include "sim/future.h"
#include "sim/object.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> stays(Log& log, std::string name) {
    const Result<> slept = co_await quietly(sleep(100ms));
    log.add(name + " " + end_of(slept));
    slept.failure().raise_if();
}

Coro<> fails(Duration delay, std::string text) {
    co_await sleep(delay);
    throw std::runtime_error(text);
}

TEST(Deadlock, NamesEveryBlockedTaskWhatItWaitsForAndWhere) {
    unsigned line = 0;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const auto waiter = [](Future<int> future) -> Coro<> {
            static_cast<void>(co_await future);
        };
        const Future<int> never;
        const Task<> a = spawn(waiter(never), "a");
        co_await sleep(3ms);
        line = __LINE__ + 1;
        co_await a;
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(outcome.time, virtual_start + 3ms);
    ASSERT_EQ(outcome.blocked.size(), 2U);
    EXPECT_EQ(outcome.blocked[0].task, "main");
    EXPECT_EQ(outcome.blocked[0].waits_for, "Task a");
    EXPECT_EQ(outcome.blocked[0].at.line(), line);
    EXPECT_EQ(outcome.blocked[1].task, "a");
    EXPECT_EQ(outcome.blocked[1].waits_for, "Future");
    EXPECT_EQ(outcome.message, "main waits for Task a at " + place_of(outcome.blocked[0].at) +
                                   "; a waits for Future at " + place_of(outcome.blocked[1].at));
}

TEST(Deadlock, ThePlaceIsTheInnermostAwaitOfTheUsers) {
    unsigned line = 0;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const Future<> never;
        const auto inner = [&line](Future<> future) -> Coro<> {
            line = __LINE__ + 1;
            co_await future;
        };
        co_await inner(never);
    });
    ASSERT_EQ(outcome.blocked.size(), 1U);
    EXPECT_EQ(outcome.blocked[0].at.line(), line);
    EXPECT_EQ(std::string(outcome.blocked[0].at.file_name()), __FILE__);
}

TEST(UnawaitedError, FailsTheRunAndNamesTheTask) {
    bool went_on = false;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        spawn(fails(2ms, "lost"), "loser");
        co_await sleep(5ms);
        went_on = true;
    });
    EXPECT_EQ(text_of(outcome), "error: no task awaited loser, which raised Error: lost");
    EXPECT_EQ(outcome.time, virtual_start + 2ms);
    EXPECT_THROW(std::rethrow_exception(outcome.error), std::runtime_error);
    EXPECT_FALSE(went_on);
}

TEST(UnawaitedError, IsReportedWhenTheLastHandleGoes) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        {
            const Task<> kept = spawn(fails(2ms, "lost"), "loser");
            co_await sleep(5ms);
            EXPECT_FALSE(Loop::current()->failed());
        }
        EXPECT_TRUE(Loop::current()->failed());
    });
    EXPECT_EQ(outcome.verdict, Verdict::error);
    EXPECT_EQ(outcome.time, virtual_start + 5ms);
}

TEST(UnawaitedError, OfATaskWhoseHandleOutlivesTheRunFailsItToo) {
    Task<> outliving;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        outliving = spawn(fails(2ms, "lost"), "loser");
        co_await sleep(5ms);
    });
    EXPECT_EQ(text_of(outcome), "error: no task awaited loser, which raised Error: lost");
    EXPECT_EQ(outliving.exception().text(), "lost");
}

TEST(UnawaitedError, LookedAtInAnyWayIsNone) {
    run_to_end([]() -> Coro<> {
        Task<> joined = spawn(fails(0ms, "joined"));
        static_cast<void>(co_await quietly(joined));
        Task<> asked = spawn(fails(0ms, "asked"));
        Task<> raised = spawn(fails(0ms, "raised"));
        co_await sleep(1ms);
        static_cast<void>(asked.exception());
        EXPECT_THROW(raised.result(), std::runtime_error);
    });
}

TEST(UnawaitedError, ACancellationIsNone) {
    run_to_end([]() -> Coro<> {
        Log log;
        Task<> task = spawn(stays(log, "a"));
        co_await sleep(1ms);
        task.cancel();
        co_await sleep(1ms);
        EXPECT_TRUE(task.cancelled());
    });
}

TEST(UnawaitedError, CanBeAllowed) {
    LoopOptions options;
    options.unhandled_errors = false;
    run_to_end(
        []() -> Coro<> {
            spawn(fails(0ms, "ignored"));
            co_await sleep(1ms);
        },
        options);
}

TEST(Root, ItsErrorFailsTheRun) {
    const Outcome outcome = outcome_of([]() -> Coro<> { co_await fails(3ms, "from the root"); });
    EXPECT_EQ(text_of(outcome), "error: main raised Error: from the root");
    EXPECT_EQ(outcome.time, virtual_start + 3ms);
    EXPECT_THROW(std::rethrow_exception(outcome.error), std::runtime_error);
}

TEST(Root, ItsCancellationFailsTheRun) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        current_task().cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome), "error: main raised Cancelled: the task was cancelled");
    EXPECT_EQ(outcome.error, nullptr);
}

TEST(LeftOver, TasksAreCancelledInTheOrderOfTheirCreationAndRunOut) {
    Log log;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        spawn(stays(log, "a"), "a");
        spawn(stays(log, "b"), "b");
        spawn(stays(log, "c"), "c");
        co_await sleep(2ms);
    });
    EXPECT_EQ(text_of(outcome), "left_over: 3 tasks still ran when main had ended: a, b, c");
    EXPECT_EQ(outcome.left_over, 3U);
    EXPECT_EQ(log.text(), "2 a Cancelled, 2 b Cancelled, 2 c Cancelled");
}

TEST(LeftOver, OneIsSpokenOfInTheSingular) {
    Log log;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        spawn(stays(log, "a"), "a");
        co_await sleep(0ms);
    });
    EXPECT_EQ(text_of(outcome), "left_over: 1 task still ran when main had ended: a");
}

TEST(LeftOver, CanBeAllowedAndIsCounted) {
    LoopOptions options;
    options.allow_left_over = true;
    Log log;
    const Outcome outcome = run_to_end(
        [&]() -> Coro<> {
            spawn(stays(log, "a"));
            co_await sleep(2ms);
        },
        options);
    EXPECT_EQ(outcome.left_over, 1U);
    EXPECT_EQ(log.text(), "2 a Cancelled");
}

TEST(LeftOver, TasksThatSwallowTheCancellationRunToTheirEnd) {
    LoopOptions options;
    options.allow_left_over = true;
    Log log;
    const Outcome outcome = run_to_end(
        [&]() -> Coro<> {
            const auto stubborn = [](Log& words) -> Coro<> {
                static_cast<void>(co_await quietly(sleep(100ms)));
                co_await sleep(5ms);
                words.add("ended");
            };
            spawn(stubborn(log));
            co_await sleep(2ms);
        },
        options);
    EXPECT_EQ(log.text(), "7 ended");
    EXPECT_EQ(outcome.time, virtual_start + 7ms);
}

TEST(RunFailure, TheFirstOneCounts) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Loop::current()->fail(Verdict::check, "first");
        Loop::current()->fail(Verdict::error, "second");
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome), "check: first");
    EXPECT_EQ(outcome.steps, 1U);
}

TEST(RunFailure, EndsTheRunAfterItsStepAlsoWhereTheRootEndsInIt) {
    bool ran = false;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const auto other = [&ran]() -> Coro<> {
            static_cast<void>(co_await quietly(sleep(1ms)));
            ran = true;
        };
        spawn(other());
        co_await sleep(0ms);
        Loop::current()->fail(Verdict::check, "stop");
    });
    EXPECT_EQ(text_of(outcome), "check: stop");
    EXPECT_FALSE(ran);
}

TEST(Check, FailsTheRunEvenWhereItsExceptionIsSwallowed) {
    unsigned line = 0;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        co_await sleep(2ms);
        const int balance = 10;
        try {
            line = __LINE__ + 1;
            FOLIOT_CHECK(balance == 20);
        } catch (const CheckFailed&) {
        }
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome), "check: check failed: balance == 20");
    EXPECT_EQ(outcome.where.line(), line);
    EXPECT_EQ(outcome.time, virtual_start + 2ms);
    EXPECT_THROW(std::rethrow_exception(outcome.error), CheckFailed);
}

TEST(Check, MayAwaitWithinItsExpression) {
    const auto answer = []() -> Coro<int> { co_return 42; };
    run_to_end([&]() -> Coro<> { FOLIOT_CHECK(co_await answer() == 42); });
    const Outcome outcome = outcome_of([&]() -> Coro<> { FOLIOT_CHECK(co_await answer() == 43); });
    EXPECT_EQ(outcome.message, "check failed: co_await answer() == 43");
}

TEST(Check, WithoutALoopItOnlyThrows) {
    EXPECT_THROW(FOLIOT_CHECK(1 == 2), CheckFailed);
    EXPECT_NO_THROW(FOLIOT_CHECK(1 == 1));
}

TEST(Circle, ThatACallbackRunsIntoIsAnErrorOfTheRun) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Task<> a;
        Task<> b;
        const auto join_later = [](Task<>& other) -> Coro<> {
            co_await sleep(1ms);
            co_await other;
        };
        a = spawn(join_later(b));
        b = spawn(join_later(a));
        call_later(2ms, [&a] { a.cancel(); });
        co_await a;
    });
    EXPECT_EQ(outcome.verdict, Verdict::error);
    EXPECT_NE(outcome.message.find("await each other in a circle"), std::string::npos);
}

}  // namespace
}  // namespace foliot
