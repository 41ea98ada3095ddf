#include "primitives/timeout.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Sleeps, notes how that ended, and passes it on.
Coro<int> nap(Log& log, Duration delay, std::string name = "nap") {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add(name + " " + end_of(slept));
    slept.failure().raise_if();
    co_return 7;
}

/// Swallows a cancellation.
Coro<int> stubborn(Log& log, Duration delay) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add("stubborn " + end_of(slept));
    co_return 8;
}

template <class Awaitable>
Coro<> noted(Log& log, std::string name, Awaitable awaitable) {
    const auto ended = co_await quietly(std::move(awaitable));
    log.add(name + " " + end_of(ended.failure()));
}

TEST(Timeout, GivesTheResultOfWhatEndsInTime) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        Log log;
        EXPECT_EQ(co_await timeout(10ms, nap(log, 5ms)), 7);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
        co_await sleep(20ms);
    });
    EXPECT_EQ(outcome.steps, 5U);  // its timer is gone
}

TEST(Timeout, CancelsWhatDoesNotAndRaisesTimeoutErrorOnceThatHasEnded) {
    Log log;
    run_to_end([&]() -> Coro<> {
        bool raised = false;
        try {
            static_cast<void>(co_await timeout(5ms, nap(log, 10ms)));
        } catch (const TimeoutError&) {
            raised = true;
        }
        EXPECT_TRUE(raised);
        log.add("main");
        EXPECT_EQ(current_task().cancelling(), 0U);
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 main");
}

TEST(Timeout, WithTheDeadlineOfASleepThatItWrapsCancelsThatFirst) {
    // Its timer is older.
    Log log;
    run_to_end([&]() -> Coro<> { co_await noted(log, "main", timeout(5ms, nap(log, 5ms))); });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 main Timeout");
}

TEST(Timeout, KeepsAResultThatIsThereWhenTheDeadlinePasses) {
    Log log;
    run_to_end([&]() -> Coro<> {
        EXPECT_EQ(co_await timeout(5ms, stubborn(log, 10ms)), 8);
        EXPECT_EQ(current_task().cancelling(), 0U);
        co_await sleep(1ms);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "5 stubborn Cancelled, 6 main");
}

TEST(Timeout, KeepsAnErrorThatIsNoCancellation) {
    run_to_end([]() -> Coro<> {
        const auto body = []() -> Coro<> {
            static_cast<void>(co_await quietly(sleep(10ms)));
            throw std::runtime_error("its own");
        };
        const Result<> ended = co_await quietly(timeout(5ms, body()));
        EXPECT_EQ(ended.failure().text(), "its own");
        EXPECT_EQ(current_task().cancelling(), 0U);
    });
}

TEST(Timeout, OfZeroRunsTheBodyUpToItsFirstSuspension) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto prompt = [&log]() -> Coro<int> {
            log.add("prompt");
            co_return 1;
        };
        EXPECT_EQ(co_await timeout(0ms, prompt()), 1);
        const auto late = [&log]() -> Coro<> {
            log.add("begins");
            const Result<> slept = co_await quietly(sleep(0ms));
            log.add(end_of(slept));
            slept.failure().raise_if();
        };
        co_await noted(log, "main", timeout(0ms, late()));
        co_await noted(log, "main", timeout(-5ms, late()));
    });
    EXPECT_EQ(log.text(),
              "0 prompt, 0 begins, 0 Cancelled, 0 main Timeout, 0 begins, 0 Cancelled, "
              "0 main Timeout");
}

TEST(Timeout, OfZeroIsACallbackThatIsQueuedAtOnceNotATimer) {
    Log log;
    run_to_end([&]() -> Coro<> {
        call_later(0ms, [&] { log.add("timer"); });
        co_await noted(log, "main", timeout(0ms, nap(log, 5ms)));
    });
    EXPECT_EQ(log.text(), "0 timer, 0 nap Cancelled, 0 main Timeout");
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        call_later(0ms, [&] { log.add("timer"); });
        const Result<int> ended = co_await quietly(timeout(0ms, nap(log, 5ms)));
        EXPECT_EQ(VirtualClock::now(), virtual_start);
    });
    EXPECT_EQ(outcome.steps, 4U);
}

TEST(Timeout, TheOuterOneOfTwoThatNestExpires) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto inner = [&log]() -> Coro<> {
            const Result<int> ended = co_await quietly(timeout(10ms, nap(log, 20ms)));
            log.add("inner " + end_of(ended));
            ended.failure().raise_if();
        };
        co_await noted(log, "outer", timeout(5ms, inner()));
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 inner Cancelled, 5 outer Timeout");
}

TEST(Timeout, TheInnerOneOfTwoThatNestExpires) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto inner = [&log]() -> Coro<> {
            const Result<int> ended = co_await quietly(timeout(5ms, nap(log, 20ms)));
            log.add("inner " + end_of(ended));
            co_await sleep(1ms);
        };
        co_await noted(log, "outer", timeout(10ms, inner()));
        EXPECT_EQ(current_task().cancelling(), 0U);
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 inner Timeout, 6 outer ok");
}

TEST(Timeout, WhereBothOfTwoThatNestExpireTheOuterOneRaises) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto inner = [&log]() -> Coro<> {
            const Result<int> ended = co_await quietly(timeout(5ms, nap(log, 20ms)));
            log.add("inner " + end_of(ended));
            ended.failure().raise_if();
        };
        co_await noted(log, "outer", timeout(5ms, inner()));
        EXPECT_EQ(current_task().cancelling(), 0U);
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 inner Cancelled, 5 outer Timeout");
}

TEST(Timeout, ACancellationFromOutsideStaysOneBeforeTheDeadline) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> task = spawn(noted(log, "task", timeout(5ms, nap(log, 20ms))));
        co_await sleep(2ms);
        task.cancel();
        co_await task;
    });
    EXPECT_EQ(log.text(), "2 nap Cancelled, 2 task Cancelled");
}

TEST(Timeout, ACancellationFromOutsideStaysOneAtTheInstantOfTheDeadline) {
    for (const bool outside_first : {true, false}) {
        Log log;
        run_to_end([&]() -> Coro<> {
            Task<> task;
            if (outside_first) call_later(5ms, [&] { task.cancel(); });
            task = spawn(noted(log, "task", timeout(5ms, nap(log, 20ms))));
            co_await sleep(0ms);
            if (!outside_first) call_later(5ms, [&] { task.cancel(); });
            co_await task;
            EXPECT_EQ(task.cancelling(), 1U);
        });
        EXPECT_EQ(log.text(), "5 nap Cancelled, 5 task Cancelled") << outside_first;
    }
}

TEST(Timeout, WithinATaskThatWasCancelledBeforeItExpiresAllTheSame) {
    // Only requests that came during the scope stand against it.
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            current_task().cancel();
            static_cast<void>(co_await quietly(sleep(1ms)));
            EXPECT_EQ(current_task().cancelling(), 1U);
            co_await noted(log, "task", timeout(5ms, nap(log, 20ms)));
            EXPECT_EQ(current_task().cancelling(), 1U);
        };
        co_await spawn(body());
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 task Timeout");
}

TEST(Timeout, AtTakesAnAbsoluteTime) {
    Log log;
    run_to_end([&]() -> Coro<> {
        co_await sleep(2ms);
        co_await noted(log, "main", timeout_at(virtual_start + 6ms, nap(log, 20ms)));
        co_await noted(log, "past", timeout_at(virtual_start, nap(log, 20ms)));
    });
    EXPECT_EQ(log.text(), "6 nap Cancelled, 6 main Timeout, 6 nap Cancelled, 6 past Timeout");
}

TEST(Timeout, CountsFromTheCallNotFromTheAwait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto prepared = timeout(5ms, nap(log, 20ms));
        co_await sleep(3ms);
        co_await noted(log, "main", std::move(prepared));
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 main Timeout");
}

TEST(Timeout, OfATaskCancelsItAndLeavesItsResultToOtherHandles) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<int> late = spawn(nap(log, 20ms));
        co_await noted(log, "main", timeout(5ms, late));
        EXPECT_TRUE(late.cancelled());
        const auto word = []() -> Coro<std::string> {
            co_await sleep(1ms);
            co_return "a result that is too long for the stack";
        };
        Task<std::string> task = spawn(word());
        EXPECT_EQ(co_await timeout(5ms, task), "a result that is too long for the stack");
        EXPECT_EQ(task.result(), "a result that is too long for the stack");
    });
    EXPECT_EQ(log.text(), "5 nap Cancelled, 5 main Timeout");
}

TEST(Timeout, CarriesMoveOnlyResultsAndAwaitablesOfAnyKind) {
    run_to_end([]() -> Coro<> {
        const auto box = []() -> Coro<std::unique_ptr<int>> { co_return std::make_unique<int>(4); };
        const std::unique_ptr<int> opened = co_await timeout(5ms, box());
        EXPECT_EQ(*opened, 4);
        const Result<> slept = co_await quietly(timeout(5ms, sleep(9ms)));
        EXPECT_TRUE(slept.failure().is(errors::timeout));
        const Future<int> never;
        const Result<int> waited = co_await quietly(timeout(5ms, never));
        EXPECT_TRUE(waited.failure().is(errors::timeout));
        EXPECT_TRUE(never.cancelled());
        EXPECT_EQ(VirtualClock::now(), virtual_start + 10ms);
    });
}

TEST(TimeoutScope, IsEnteredOnceAndWithinATask) {
    run_to_end([]() -> Coro<> {
        Timeout scope;
        EXPECT_FALSE(scope.enter(virtual_start + 5ms));
        EXPECT_EQ(scope.enter(virtual_start + 5ms).text(), "Timeout has already been entered");
        EXPECT_FALSE(scope.expired());
        EXPECT_FALSE(scope.exit({}));
        call_soon([] {
            Timeout elsewhere;
            EXPECT_THROW(static_cast<void>(elsewhere.enter(virtual_start)), RuntimeError);
        });
        co_await sleep(10ms);
    });
}

}  // namespace
}  // namespace foliot
