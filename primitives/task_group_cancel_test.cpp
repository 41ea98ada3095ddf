// A TaskGroup whose own task is cancelled.

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> nap_in_group(Log& log, std::string name, Duration delay) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add(name + " " + end_of(slept));
    slept.failure().raise_if();
}

Coro<> fails_after(Duration delay) {
    co_await sleep(delay);
    throw std::runtime_error("child");
}

/// Takes its time to end after it was cancelled.
Coro<> lingers(Log& log, std::string name) {
    const Result<> slept = co_await quietly(sleep(1h));
    co_await sleep(2ms);
    log.add(name + " " + end_of(slept));
}

/// Runs a group of `a` and `b`, and notes how it ended.
Coro<> run_group(Log& log) {
    const auto body = [&log](TaskGroup& group) -> Coro<> {
        group.spawn(nap_in_group(log, "a", 20ms));
        group.spawn(nap_in_group(log, "b", 20ms));
        co_return;
    };
    const Result<> ended = co_await quietly(task_group(body));
    log.add("group " + end_of(ended));
    ended.failure().raise_if();
}

TEST(TaskGroupCancel, WhileItWaitsItsTasksAreCancelledAndCancelledIsRaised) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> task = spawn(run_group(log));
        co_await sleep(3ms);
        task.cancel();
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
        EXPECT_EQ(task.cancelling(), 1U);
    });
    EXPECT_EQ(log.text(), "3 a Cancelled, 3 b Cancelled, 3 group Cancelled");
}

TEST(TaskGroupCancel, InItsBodyItsTasksAreCancelledAndCancelledIsRaised) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto run = [&log]() -> Coro<> {
            const auto body = [&log](TaskGroup& group) -> Coro<> {
                group.spawn(nap_in_group(log, "a", 20ms));
                co_await nap_in_group(log, "body", 10ms);
            };
            const Result<> ended = co_await quietly(task_group(body));
            log.add("group " + end_of(ended));
        };
        Task<> task = spawn(run());
        co_await sleep(3ms);
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "3 body Cancelled, 3 a Cancelled, 3 group Cancelled");
}

TEST(TaskGroupCancel, WaitsForTasksThatTakeTheirTimeToEnd) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto run = [&log]() -> Coro<> {
            const auto body = [&log](TaskGroup& group) -> Coro<> {
                group.spawn(lingers(log, "a"));
                co_return;
            };
            const Result<> ended = co_await quietly(task_group(body));
            log.add("group " + end_of(ended));
        };
        Task<> task = spawn(run());
        co_await sleep(3ms);
        task.cancel();
        co_await sleep(1ms);
        task.cancel();  // while it aborts already: does not reach the tasks again
        co_await task;
        EXPECT_EQ(task.cancelling(), 2U);
    });
    EXPECT_EQ(log.text(), "5 a Cancelled, 5 group Cancelled");
}

TEST(TaskGroupCancel, FromOutsideBesideAnErrorRaisesTheErrorsAndIsRaisedAtTheNextAwait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto run = [&log]() -> Coro<> {
            const auto body = [&log](TaskGroup& group) -> Coro<> {
                group.spawn(lingers(log, "a"));
                group.spawn(fails_after(3ms));
                co_return;
            };
            const Result<> ended = co_await quietly(task_group(body));
            log.add("group " + end_of(ended));
            EXPECT_EQ(current_task().cancelling(), 1U);
            const Result<> slept = co_await quietly(sleep(1ms));
            log.add("then " + end_of(slept));
        };
        Task<> task = spawn(run());
        co_await sleep(4ms);
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "5 a Cancelled, 5 group Group[Error], 5 then Cancelled");
}

TEST(TaskGroupCancel, BeforeItsFirstAwaitStillRunsItsTasksWhichAreCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto run = [&log]() -> Coro<> {
            current_task().cancel();
            co_await run_group(log);
        };
        Task<> task = spawn(run());
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
    EXPECT_EQ(log.text(), "0 a Cancelled, 0 b Cancelled, 0 group Cancelled");
}

TEST(TaskGroupCancel, ByATimeoutBecomesATimeout) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Result<> ended = co_await quietly(timeout(5ms, run_group(log)));
        EXPECT_TRUE(ended.failure().is(errors::timeout));
        EXPECT_EQ(current_task().cancelling(), 0U);
    });
    EXPECT_EQ(log.text(), "5 a Cancelled, 5 b Cancelled, 5 group Cancelled");
}

TEST(TaskGroupCancel, AnErrorOfAnInnerGroupCancelsTheOuterOne) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto inner_body = [](TaskGroup& group) -> Coro<> {
            group.spawn(fails_after(2ms));
            co_return;
        };
        const auto outer_body = [&](TaskGroup& group) -> Coro<> {
            group.spawn(nap_in_group(log, "outer", 20ms));
            co_await task_group(inner_body);
        };
        const Result<> ended = co_await quietly(task_group(outer_body));
        log.add(end_of(ended));
        EXPECT_EQ(current_task().cancelling(), 0U);
    });
    EXPECT_EQ(log.text(), "2 outer Cancelled, 2 Group[Group[Error]]");
}

TEST(TaskGroupCancel, AtTheInstantInWhichTheLastTaskEndsIsRaised) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> task;
        const auto run = [&]() -> Coro<> {
            const auto body = [&](TaskGroup& group) -> Coro<> {
                Task<> child = group.spawn(nap_in_group(log, "a", 2ms));
                child.add_done_callback([&task] { task.cancel(); });
                co_return;
            };
            const Result<> ended = co_await quietly(task_group(body));
            log.add("group " + end_of(ended));
        };
        task = spawn(run());
        co_await task;
    });
    EXPECT_EQ(log.text(), "2 a ok, 2 group Cancelled");
}

TEST(TaskGroupCancel, LeavesNothingBehindWhereTheRunEndsFirst) {
    const auto alive = std::make_shared<int>(0);
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const auto body = [&](TaskGroup& group) -> Coro<> {
            const auto forever = [](std::shared_ptr<int>) -> Coro<> {
                const Future<> never;
                co_await never;
            };
            group.spawn(forever(alive));
            group.spawn(forever(alive));
            co_await sleep(1ms);
        };
        co_await task_group(body);
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(alive.use_count(), 1);
}

}  // namespace
}  // namespace foliot
