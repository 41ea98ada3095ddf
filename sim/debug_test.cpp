// What debug mode warns of. What it refuses: primitives/wrong_thread_test.cpp.

#include "sim/detail/debug.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "sim/callback.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/spend.h"
#include "sim/testing/run.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

LoopOptions debugging() {
    LoopOptions options;
    options.debug = true;
    return options;
}

/// What `body` is warned of, one line each.
template <class Body>
std::vector<std::string> warnings_of(const Body& body, const LoopOptions& options = debugging()) {
    std::vector<std::string> lines;
    for (const Warning& warning : run_to_end(body, options).warnings)
        lines.push_back(warning.message);
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Debug, WarnsOfASlowStep) {
    std::uint32_t line = 0;
    const auto body = [&line]() -> Coro<> {
        co_await sleep(1ms);
        line = std::source_location::current().line() - 1;
        spend(120ms);
    };
    const Outcome outcome = run_to_end(body, debugging());
    ASSERT_EQ(outcome.warnings.size(), 1U);
    const Warning& warning = outcome.warnings.front();
    EXPECT_EQ(warning.kind, WarningKind::slow_step);
    EXPECT_EQ(warning.message, "Executing main took 0.120 seconds");
    EXPECT_EQ(warning.step, 2U);
    EXPECT_EQ(warning.time, VirtualTime(121ms));
    EXPECT_TRUE(place_of(warning.where).ends_with("sim/debug_test.cpp:" + std::to_string(line)));
}

TEST(Debug, AStepIsSlowFromTheDurationThatTheOptionSays) {
    const auto body = []() -> Coro<> {
        spend(100ms - 1ns);
        co_await sleep(0ms);
        spend(100ms);
    };
    EXPECT_EQ(warnings_of(body), Lines{"Executing main took 0.100 seconds"});
    LoopOptions options = debugging();
    options.slow_callback_duration = 101ms;
    EXPECT_EQ(warnings_of(body, options), Lines{});
    EXPECT_EQ(warnings_of(body, {}), Lines{});
}

TEST(Debug, AllThatAStepSpendsIsOneWarning) {
    const auto body = []() -> Coro<> {
        spend(60ms);
        spend(60ms);
        const auto unused = sleep(1ms);
        spend(1500ms);
        co_await sleep(0ms);
        spend(60ms);
    };
    EXPECT_EQ(warnings_of(body), Lines{"Executing main took 1.620 seconds"});
}

TEST(Debug, NamesCallbacksThreadsAndJobs) {
    const auto body = []() -> Coro<> {
        const auto thread = []() -> Coro<> {
            spend(100ms);
            co_await thread_sleep(0ms);
        };
        const auto job = [] { spend(100ms); };
        call_soon([] { spend(100ms); });
        start_thread(thread(), "outside");
        co_await to_thread(job);
    };
    EXPECT_EQ(warnings_of(body), (Lines{"Executing a callback took 0.100 seconds",
                                        "Executing outside took 0.100 seconds",
                                        "Executing a job took 0.100 seconds"}));
}

Coro<int> forgotten() {
    co_return 1;
}

TEST(Debug, WarnsOfACoroutineThatWasNeverAwaited) {
    const auto body = []() -> Coro<> {
        co_await sleep(2ms);
        static_cast<void>(forgotten());
    };
    const Outcome outcome = run_to_end(body, debugging());
    ASSERT_EQ(outcome.warnings.size(), 1U);
    const Warning& warning = outcome.warnings.front();
    EXPECT_EQ(warning.kind, WarningKind::never_awaited);
    EXPECT_EQ(warning.message, "coroutine 'forgotten' was never awaited");
    EXPECT_EQ(warning.step, 2U);
    EXPECT_EQ(warning.time, VirtualTime(2ms));
    EXPECT_NE(place_of(warning.where).find("sim/debug_test.cpp:"), std::string::npos);
    EXPECT_TRUE(run_to_end(body).warnings.empty());
}

Coro<Result<>> wave_body() {
    co_return Result<>();
}

Operation<> wave() {
    return wave_body();
}

TEST(Debug, CallsAForgottenOperationByItsName) {
    const auto body = []() -> Coro<> {
        static_cast<void>(wave());
        co_return;
    };
    EXPECT_EQ(warnings_of(body), Lines{"coroutine 'wave' was never awaited"});
}

TEST(Debug, DoesNotWarnOfCoroutinesThatBeganOrWereClosed) {
    const auto body = []() -> Coro<> {
        co_await forgotten();
        Task<int> task = spawn(forgotten());
        Task<int> never_began = spawn(forgotten());
        never_began.cancel();
        co_await task;
        Coro<int> first = forgotten();
        Coro<int> second = std::move(first);
        co_await std::move(second);
        Coro<int> closed = forgotten();
        closed.close();
        const auto thread = [](Loop& loop) -> Coro<> {
            co_await run_coroutine_threadsafe(forgotten(), loop);
            run_coroutine_threadsafe(forgotten(), loop).cancel();
        };
        start_thread(thread(Loop::running()));
        co_await sleep(1ms);
    };
    EXPECT_EQ(warnings_of(body), Lines{});
}

TEST(Debug, DoesNotWarnOfWhatATornDownRunLeaves) {
    const auto body = []() -> Coro<> {
        Coro<int> later = forgotten();
        Future<> never;
        co_await never;
        co_await std::move(later);
    };
    const Outcome outcome = outcome_of(body, debugging());
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_TRUE(outcome.warnings.empty());
}

Coro<> failing() {
    co_await sleep(1ms);
    throw std::runtime_error("meant");
}

TEST(Debug, WarnsOfATasksExceptionThatNobodyRetrieved) {
    const auto body = []() -> Coro<> {
        spawn(failing(), "dropped");
        const Task<> kept = spawn(failing(), "kept");
        Task<> awaited = spawn(failing(), "awaited");
        static_cast<void>(co_await quietly(awaited));
        co_await sleep(1ms);
    };
    LoopOptions options = debugging();
    options.unhandled_errors = false;
    EXPECT_EQ(warnings_of(body, options),
              (Lines{"Task exception was never retrieved: dropped raised Error: meant",
                     "Task exception was never retrieved: kept raised Error: meant"}));
    options.debug = false;
    EXPECT_EQ(warnings_of(body, options), Lines{});
}

TEST(Debug, DoesNotWarnOfAnExceptionThatFailsTheRun) {
    const auto body = []() -> Coro<> {
        spawn(failing(), "dropped");
        co_await sleep(2ms);
    };
    const Outcome outcome = outcome_of(body, debugging());
    EXPECT_EQ(text_of(outcome), "error: no task awaited dropped, which raised Error: meant");
    EXPECT_TRUE(outcome.warnings.empty());
}

TEST(Debug, WarnsOfAnExceptionThatCameTooLateToFailTheRun) {
    const auto body = []() -> Coro<> {
        const Task<> kept = spawn(failing(), "kept");
        Future<> never;
        co_await never;
    };
    const Outcome outcome = outcome_of(body, debugging());
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    ASSERT_EQ(outcome.warnings.size(), 1U);
    EXPECT_EQ(outcome.warnings.front().message,
              "Task exception was never retrieved: kept raised Error: meant");
}

TEST(Debug, WarnsOfAFuturesExceptionThatNobodyRetrieved) {
    const auto body = []() -> Coro<> {
        Future<> dropped;
        dropped.set_exception(ValueError("one"));
        Future<> looked_at;
        looked_at.set_exception(ValueError("two"));
        EXPECT_EQ(looked_at.exception().text(), "two");
        Future<> cancelled;
        cancelled.cancel();
        Future<> fine;
        fine.set_result();
        co_return;
    };
    EXPECT_EQ(warnings_of(body), Lines{"Future exception was never retrieved: Value: one"});
    EXPECT_EQ(warnings_of(body, {}), Lines{});
}

TEST(Debug, KeepsTheFirstWarningsAndCountsTheOthers) {
    const auto body = []() -> Coro<> {
        for (int i = 0; i < 150; ++i) {
            spend(100ms);
            spend(i * 1ms);
            co_await sleep(0ms);
        }
    };
    const Outcome outcome = run_to_end(body, debugging());
    EXPECT_EQ(outcome.warnings.size(), Outcome::most_warnings);
    EXPECT_EQ(outcome.warnings_dropped, 50U);
    EXPECT_EQ(outcome.warnings.back().message, "Executing main took 0.199 seconds");
}

TEST(Debug, MayBeSwitchedWhileTheLoopRuns) {
    Loop loop;
    EXPECT_FALSE(loop.debug());
    const auto body = [&loop]() -> Coro<> {
        spend(100ms);
        co_await sleep(0ms);
        loop.set_debug(true);
        EXPECT_EQ(detail::loops_in_debug, 1U);
        spend(200ms);
        co_await sleep(0ms);
        loop.set_debug(false);
        EXPECT_EQ(detail::loops_in_debug, 0U);
        spend(300ms);
    };
    const Outcome outcome = loop.run(body());
    ASSERT_EQ(outcome.warnings.size(), 1U);
    EXPECT_EQ(outcome.warnings.front().message, "Executing main took 0.200 seconds");
}

TEST(Debug, LeavesNothingBehind) {
    Loop loop(debugging());
    EXPECT_EQ(detail::loops_in_debug, 0U);
    {
        const Loop::Use guard(loop);
        EXPECT_EQ(detail::loops_in_debug, 1U);
    }
    EXPECT_EQ(detail::loops_in_debug, 0U);
    loop.set_debug(false);
    EXPECT_EQ(detail::loops_in_debug, 0U);
}

}  // namespace
}  // namespace foliot
