#include "sim/callback.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "sim/error.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(CallSoon, RunsBehindWhatIsReadyNow) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto child = [&log]() -> Coro<> {
            log.add("child");
            co_return;
        };
        spawn(child());
        call_soon([&] {
            log.add("first");
            call_soon([&] { log.add("third"); });
        });
        call_soon([&] { log.add("second"); });
        co_await sleep(0ms);
        log.add("main");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "0 child, 0 first, 0 second, 0 main, 0 third");
}

TEST(CallSoon, RunsInNoTask) {
    run_to_end([]() -> Coro<> {
        call_soon([] {
            EXPECT_EQ(Loop::current()->current_task(), nullptr);
            EXPECT_EQ(raised_by([] { static_cast<void>(current_task()); }),
                      "Runtime: no running task");
        });
        co_await sleep(0ms);
    });
}

TEST(CallSoon, CancelledItNeverRunsAndOthersStillDo) {
    Log log;
    run_to_end([&]() -> Coro<> {
        CallHandle cancelled = call_soon([&] { log.add("never"); });
        call_soon([&] { log.add("ran"); });
        cancelled.cancel();
        cancelled.cancel();
        co_await sleep(0ms);
        cancelled.cancel();
    });
    EXPECT_EQ(log.text(), "0 ran");
}

TEST(CallSoon, CancellingAReadyOneLeavesTheRoundAsItWas) {
    Log log;
    run_to_end([&]() -> Coro<> {
        std::optional<CallHandle> second;
        call_soon([&] {
            log.add("first");
            second->cancel();
            call_later(0ms, [&] { log.add("due"); });
            call_soon([&] { call_soon([&] { log.add("two rounds later"); }); });
        });
        second = call_soon([&] { log.add("second"); });
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "0 first, 0 due, 0 two rounds later");
}

TEST(CallLater, RunsWhenItsDelayHasPassedInOrderOfDeadline) {
    Log log;
    run_to_end([&]() -> Coro<> {
        call_later(5ms, [&] { log.add("c"); });
        call_later(2ms, [&] { log.add("a"); });
        call_later(5ms, [&] { log.add("d"); });
        call_at(virtual_start + 3ms, [&] { log.add("b"); });
        co_await sleep(6ms);
    });
    EXPECT_EQ(log.text(), "2 a, 3 b, 5 c, 5 d");
}

TEST(CallLater, WithNoDelayRunsAtTheEndOfTheRoundUnlikeCallSoon) {
    Log log;
    run_to_end([&]() -> Coro<> {
        call_later(0ms, [&] { log.add("later"); });
        call_later(-3ms, [&] { log.add("earlier deadline"); });
        call_at(virtual_start, [&] { log.add("at"); });
        call_soon([&] { log.add("soon"); });
        co_await sleep(0ms);
        log.add("main");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "0 soon, 0 main, 0 earlier deadline, 0 later, 0 at");
}

TEST(CallLater, CancelledItNeverRuns) {
    Log log;
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        CallHandle handle = call_later(5ms, [&] { log.add("never"); });
        EXPECT_EQ(handle.when(), virtual_start + 5ms);
        co_await sleep(1ms);
        handle.cancel();
        co_await sleep(10ms);
        handle.cancel();
    });
    EXPECT_EQ(log.text(), "");
    EXPECT_EQ(outcome.steps, 5U);
}

TEST(CallHandle, CancelledByItsOwnCallbackDoesNothing) {
    Log log;
    run_to_end([&]() -> Coro<> {
        std::optional<CallHandle> handle;
        handle = call_soon([&] {
            handle->cancel();
            log.add("ran");
        });
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "0 ran");
}

TEST(CallHandle, MayOutliveTheLoop) {
    std::optional<CallHandle> pending;
    std::optional<CallHandle> ran;
    run_to_end([&]() -> Coro<> {
        pending = call_later(5ms, [] {});
        ran = call_soon([] {});
        co_await sleep(0ms);
    });
    pending->cancel();
    ran->cancel();
    const CallHandle copy = *pending;
    pending = ran;
}

TEST(Callback, KeepsWhatItCapturesUntilItHasRunOrTheLoopEnds) {
    const auto ran = std::make_shared<int>(0);
    const auto left = std::make_shared<int>(0);
    const auto cancelled = std::make_shared<int>(0);
    run_to_end([&]() -> Coro<> {
        const CallHandle kept = call_soon([ran] { ++*ran; });
        call_later(5ms, [left] {});
        call_soon([cancelled] {}).cancel();
        EXPECT_EQ(ran.use_count(), 2);
        EXPECT_EQ(cancelled.use_count(), 1);
        co_await sleep(0ms);
        EXPECT_EQ(ran.use_count(), 1);
    });
    EXPECT_EQ(*ran, 1);
    EXPECT_EQ(left.use_count(), 1);
}

TEST(Callback, AnExceptionThatLeavesItFailsTheRun) {
    bool went_on = false;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        call_later(2ms, [] { throw std::runtime_error("in a callback"); });
        co_await sleep(3ms);
        went_on = true;
    });
    EXPECT_EQ(text_of(outcome), "error: a callback raised Error: in a callback");
    EXPECT_EQ(outcome.time, virtual_start + 2ms);
    EXPECT_THROW(std::rethrow_exception(outcome.error), std::runtime_error);
    EXPECT_FALSE(went_on);
}

/// Calls back into the loop when it goes away.
class Farewell {
  public:
    Farewell() = default;
    Farewell(const Farewell&) = delete;
    Farewell& operator=(const Farewell&) = delete;
    ~Farewell() {
        call_soon([] {}).cancel();
        const CallHandle kept = call_later(1ms, [] {});
        call_at(virtual_start, [] {});
    }
};

TEST(Callback, QueuedWhileTheLoopClosesNeverRuns) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        const Farewell farewell;
        Loop::current()->fail(Verdict::error, "stop here");
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome), "error: stop here");
}

}  // namespace
}  // namespace foliot
