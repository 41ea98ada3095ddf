#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "primitives/timeout.h"
#include "sim/callback.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Gives `when` to the scope, then sleeps.
Coro<> rescheduled(Timeout& scope, std::optional<VirtualTime> when, Duration delay) {
    scope.reschedule(when);
    co_await sleep(delay);
}

TEST(TimeoutScope, MayPutItsDeadlineOff) {
    run_to_end([]() -> Coro<> {
        const auto body = [](Timeout& scope) {
            return rescheduled(scope, virtual_start + 5ms, 100ms);
        };
        const Result<> ended = co_await quietly(timeout(2ms, body));
        EXPECT_EQ(end_of(ended), "Timeout");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(TimeoutScope, MayBringItsDeadlineForward) {
    run_to_end([]() -> Coro<> {
        const auto body = [](Timeout& scope) {
            return rescheduled(scope, virtual_start + 5ms, 100ms);
        };
        const Result<> ended = co_await quietly(timeout(50ms, body));
        EXPECT_EQ(end_of(ended), "Timeout");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(TimeoutScope, MayDropItsDeadline) {
    run_to_end([]() -> Coro<> {
        const auto body = [](Timeout& scope) { return rescheduled(scope, std::nullopt, 10ms); };
        co_await timeout(2ms, body);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 10ms);
    });
}

TEST(TimeoutScope, MayBeginWithoutADeadline) {
    run_to_end([]() -> Coro<> {
        const auto body = [](Timeout& scope) -> Coro<> {
            EXPECT_EQ(scope.when(), std::nullopt);
            co_await sleep(3ms);
            scope.reschedule(VirtualClock::now());
            EXPECT_EQ(scope.when(), virtual_start + 3ms);
            co_await sleep(100ms);
        };
        const Result<> ended = co_await quietly(timeout(std::nullopt, body));
        EXPECT_EQ(end_of(ended), "Timeout");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 3ms);
    });
}

TEST(TimeoutScope, WithADeadlineThatHasPassedExpiresAsACallbackThatIsQueuedAtOnce) {
    Log log;
    run_to_end([&]() -> Coro<> {
        co_await sleep(1ms);
        const auto body = [&](Timeout& scope) -> Coro<> {
            scope.reschedule(virtual_start);
            call_soon([&] { log.add(scope.expired() ? "expired" : "not yet"); });
            EXPECT_FALSE(scope.expired());
            co_await sleep(100ms);
        };
        const Result<> ended = co_await quietly(timeout(9ms, body));
        log.add(end_of(ended));
    });
    EXPECT_EQ(log.text(), "1 expired, 1 Timeout");
}

TEST(TimeoutScope, GivesTheResultOfItsBody) {
    run_to_end([]() -> Coro<> {
        const auto body = [](Timeout& scope) -> Coro<int> {
            co_await sleep(1ms);
            EXPECT_FALSE(scope.expired());
            co_return 7;
        };
        EXPECT_EQ(co_await timeout(2ms, body), 7);
        EXPECT_EQ(co_await timeout_at(virtual_start + 3ms, body), 7);
    });
}

TEST(TimeoutScope, KeepsABodyWithCapturesUntilItHasEnded) {
    run_to_end([]() -> Coro<> {
        const auto make = [](std::string text) {
            return timeout(9ms, [text = std::move(text)](Timeout&) -> Coro<std::string> {
                co_await sleep(1ms);
                co_return text;
            });
        };
        EXPECT_EQ(co_await make("a text that is too long to be kept in place"),
                  "a text that is too long to be kept in place");
    });
}

TEST(TimeoutScope, RefusesAnotherDeadlineOutsideOfItsBodyAndOnceItHasExpired) {
    run_to_end([]() -> Coro<> {
        Timeout left;
        const auto refusal = [](Timeout& scope) {
            return raised_by([&] { scope.reschedule(std::nullopt); });
        };
        EXPECT_EQ(refusal(left), "Runtime: Timeout has not been entered");
        EXPECT_FALSE(left.enter(virtual_start + 9ms));
        EXPECT_FALSE(left.exit({}));
        EXPECT_EQ(refusal(left), "Runtime: Cannot change state of finished Timeout");

        Timeout expired;
        EXPECT_FALSE(expired.enter(virtual_start));
        const Result<> slept = co_await quietly(sleep(1ms));
        EXPECT_EQ(refusal(expired), "Runtime: Cannot change state of expiring Timeout");
        EXPECT_EQ(end_of(expired.exit(slept.failure())), "Timeout");
        EXPECT_EQ(refusal(expired), "Runtime: Cannot change state of expired Timeout");
    });
}

Coro<int> stubborn() {
    const Result<> slept = co_await quietly(sleep(100ms));
    if (!slept) co_await sleep(2ms);
    co_return 7;
}

TEST(WaitForTask, WithoutTimeGivesWhatATaskMakesOfItsCancellation) {
    run_to_end([]() -> Coro<> {
        const Task<int> task = spawn(stubborn());
        co_await sleep(1ms);
        EXPECT_EQ(co_await wait_for(task, 0ms), 7);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 3ms);
        EXPECT_EQ(co_await wait_for(task, 0ms), 7);  // it has ended
        const auto failing = []() -> Coro<> {
            const Result<> slept = co_await quietly(sleep(100ms));
            if (!slept) throw ValueError("wrong");
        };
        const Task<> fails = spawn(failing());
        co_await sleep(1ms);
        const Result<> ended = co_await quietly(wait_for(fails, 0ms));
        EXPECT_EQ(end_of(ended), "Value");
    });
}

TEST(WaitFor, WithoutALimitWaitsForEver) {
    run_to_end([]() -> Coro<> {
        EXPECT_EQ(co_await wait_for(stubborn(), std::nullopt), 7);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 100ms);
    });
}

}  // namespace
}  // namespace foliot
