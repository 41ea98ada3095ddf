#include "sim/thread.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> ticker(Log& log, std::string name, int times, Duration period) {
    for (int i = 0; i < times; ++i) {
        log.add(name);
        co_await thread_sleep(period);
    }
}

Coro<int> doubled(int value, Duration delay) {
    co_await sleep(delay);
    co_return 2 * value;
}

TEST(Thread, ItsStepsAreHandlesLikeAllOthers) {
    Log log;
    run_to_end([&]() -> Coro<> {
        start_thread(ticker(log, "x", 2, 2ms));
        start_thread(ticker(log, "y", 3, 0ms));
        log.add("main");
        co_await sleep(3ms);
    });
    EXPECT_EQ(log.text(), "0 main, 0 x, 0 y, 0 y, 0 y, 2 x");
}

TEST(Thread, JoinsAnotherAndGetsItsResultOrItsError) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto work = [](int value) -> Coro<int> {
            co_await thread_sleep(1ms);
            if (value < 0) throw std::runtime_error("negative");
            co_return value;
        };
        const Thread<int> good = start_thread(work(4), "good");
        const Thread<int> bad = start_thread(work(-1), "bad");
        const auto boss = [&log](Thread<int> a, Thread<int> b) -> Coro<> {
            log.add(std::to_string(co_await a));
            const Result<int> failed = co_await quietly(b);
            log.add(failed.failure().text());
        };
        const Thread<> joiner = start_thread(boss(good, bad));
        EXPECT_EQ(good.name(), "good");
        EXPECT_FALSE(joiner.done());
        co_await sleep(2ms);
        EXPECT_TRUE(joiner.done());
    });
    EXPECT_EQ(log.text(), "1 4, 1 negative");
}

TEST(Thread, AsynciosFunctionsRaiseInIt) {
    run_to_end([]() -> Coro<> {
        const auto body = []() -> Coro<> {
            const std::string expected = "Runtime: no running event loop";
            const auto nothing = []() -> Coro<> { co_return; };
            EXPECT_EQ(raised_by([] { static_cast<void>(sleep(1ms)); }), expected);
            EXPECT_EQ(raised_by([&] { static_cast<void>(spawn(nothing())); }), expected);
            EXPECT_EQ(raised_by([] { static_cast<void>(current_task()); }), expected);
            EXPECT_EQ(raised_by([] { static_cast<void>(all_tasks()); }), expected);
            EXPECT_EQ(raised_by([] { call_soon([] {}); }), expected);
            EXPECT_EQ(raised_by([] { call_later(1ms, [] {}); }), expected);
            EXPECT_EQ(raised_by([] { const Future<> future; }), expected);
            EXPECT_EQ(Loop::current()->current_task(), nullptr);
            co_return;
        };
        const Thread<> thread = start_thread(body());
        co_await sleep(0ms);
        EXPECT_TRUE(thread.done());
        EXPECT_NO_THROW(static_cast<void>(current_task()));
    });
}

TEST(Thread, IsNotAmongAllTasksAndARunDoesNotWaitForIt) {
    Log log;
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        start_thread(ticker(log, "late", 5, 10ms));
        co_await sleep(15ms);
        EXPECT_EQ(all_tasks().size(), 1U);
    });
    EXPECT_EQ(log.text(), "0 late, 10 late");
    EXPECT_EQ(outcome.left_over, 0U);
    EXPECT_EQ(outcome.time, virtual_start + 15ms);
}

TEST(Thread, AnErrorThatNoThreadAwaitsFailsTheRun) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        const auto body = []() -> Coro<> {
            co_await thread_sleep(1ms);
            throw std::runtime_error("alone");
        };
        start_thread(body(), "worker");
        co_await sleep(5ms);
    });
    EXPECT_EQ(text_of(outcome), "error: no task awaited worker, which raised Error: alone");
    EXPECT_EQ(outcome.time, virtual_start + 1ms);
}

TEST(Thread, NeedsALoopThatRuns) {
    const auto nothing = []() -> Coro<> { co_return; };
    EXPECT_EQ(raised_by([&] { start_thread(nothing()); }), "Runtime: no running event loop");
}

TEST(CallSoonThreadsafe, QueuesACallbackFromAThread) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Loop& loop = Loop::running();
        const auto body = [&log](Loop& target) -> Coro<> {
            co_await thread_sleep(1ms);
            call_soon_threadsafe(target, [&log] {
                log.add("callback");
                call_soon([&log] { log.add("soon"); });
            });
            log.add("thread");
        };
        start_thread(body(loop));
        co_await sleep(5ms);
    });
    EXPECT_EQ(log.text(), "1 thread, 1 callback, 1 soon");
}

TEST(CallSoonThreadsafe, ItsHandleCancelsIt) {
    Log log;
    run_to_end([&]() -> Coro<> {
        call_soon_threadsafe(Loop::running(), [&log] { log.add("never"); }).cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "");
}

TEST(CallSoonThreadsafe, RefusesALoopThatDoesNotRunHere) {
    Loop idle;
    const std::string expected = "Runtime: the loop does not run on this operating-system thread";
    EXPECT_EQ(raised_by([&] { call_soon_threadsafe(idle, [] {}); }), expected);
    run_to_end([&]() -> Coro<> {
        EXPECT_EQ(raised_by([&] { call_soon_threadsafe(idle, [] {}); }), expected);
        co_return;
    });
}

TEST(RunCoroutineThreadsafe, RunsATaskAndBlocksTheThreadUntilItsEnd) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](Loop& loop) -> Coro<> {
            const int value = co_await run_coroutine_threadsafe(doubled(21, 3ms), loop);
            log.add(std::to_string(value));
        };
        start_thread(body(Loop::running()));
        co_await sleep(10ms);
    });
    EXPECT_EQ(log.text(), "3 42");
}

TEST(RunCoroutineThreadsafe, PassesOnTheTasksError) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto fails = []() -> Coro<> {
            co_await sleep(1ms);
            throw std::runtime_error("in the loop");
        };
        const auto body = [&log, &fails](Loop& loop) -> Coro<> {
            const Result<> ended = co_await quietly(run_coroutine_threadsafe(fails(), loop));
            log.add(ended.failure().text());
        };
        start_thread(body(Loop::running()));
        co_await sleep(10ms);
    });
    EXPECT_EQ(log.text(), "1 in the loop");
}

TEST(RunCoroutineThreadsafe, CancellingTheFutureCancelsTheTask) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto task = [&log]() -> Coro<> {
            const Result<> slept = co_await quietly(sleep(10ms));
            log.add("task " + end_of(slept));
        };
        const auto body = [&task](Loop& loop) -> Coro<> {
            Future<> future = run_coroutine_threadsafe(task(), loop);
            co_await thread_sleep(2ms);
            EXPECT_TRUE(future.cancel());
        };
        start_thread(body(Loop::running()));
        co_await sleep(20ms);
    });
    EXPECT_EQ(log.text(), "2 task Cancelled");
}

TEST(RunCoroutineThreadsafe, CancelledBeforeTheLoopTookItTheCoroutineNeverRuns) {
    bool ran = false;
    run_to_end([&]() -> Coro<> {
        const auto task = [&ran]() -> Coro<> {
            ran = true;
            co_return;
        };
        Future<> future = run_coroutine_threadsafe(task(), Loop::running());
        future.cancel();
        co_await sleep(5ms);
        EXPECT_TRUE(future.cancelled());
    });
    EXPECT_FALSE(ran);
}

TEST(RunCoroutineThreadsafe, ATaskThatEndsCancelledCancelsTheFuture) {
    run_to_end([]() -> Coro<> {
        const auto task = []() -> Coro<> {
            current_task().cancel();
            co_await sleep(1ms);
        };
        const Future<> future = run_coroutine_threadsafe(task(), Loop::running());
        co_await sleep(5ms);
        EXPECT_TRUE(future.cancelled());
    });
}

TEST(RunCoroutineThreadsafe, LeavesNothingBehindWhereTheRunEndsFirst) {
    std::optional<Future<int>> outliving;
    run_to_end([&]() -> Coro<> {
        const auto body = [&outliving](Loop& loop) -> Coro<> {
            outliving = run_coroutine_threadsafe(doubled(1, 0ms), loop);
            static_cast<void>(co_await *outliving);
        };
        start_thread(body(Loop::running()));
        co_await sleep(0ms);
        // The thread has asked; the loop has not heard yet, and will not.
    });
    EXPECT_FALSE(outliving->done());
}

TEST(Thread, RacesWithTasksUnderOtherStrategies) {
    RandomStrategy random;
    int first = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        LoopOptions options;
        options.seed = seed;
        options.strategy = &random;
        Log log;
        run_to_end(
            [&]() -> Coro<> {
                start_thread(ticker(log, "thread", 1, 0ms));
                const auto task = [&log]() -> Coro<> {
                    log.add("task");
                    co_return;
                };
                co_await spawn(task());
                co_await sleep(1ms);
            },
            options);
        first += log.text() == "0 thread, 0 task" ? 1 : 0;
    }
    EXPECT_GT(first, 25);
    EXPECT_LT(first, 75);
}

}  // namespace
}  // namespace foliot
