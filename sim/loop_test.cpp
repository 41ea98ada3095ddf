#include "sim/loop.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/check.h"
#include "sim/future.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> sleeper(Duration delay, Log& log, const char* word) {
    co_await sleep(delay);
    log.add(word);
}

Coro<> yielder(int times, Log& log, std::string word) {
    for (int i = 0; i < times; ++i) {
        log.add(word + std::to_string(i));
        co_await sleep(0ms);
    }
}

TEST(Loop, RunsTasksInTheOrderInWhichTheyWereSpawned) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> a = spawn(yielder(3, log, "a"));
        const Task<> b = spawn(yielder(2, log, "b"));
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "0 a0, 0 b0, 0 a1, 0 b1, 0 a2");
}

TEST(Loop, ATimerThatIsDueJoinsBehindWhatBecameReadyInTheRound) {
    Log log;
    run_to_end([&]() -> Coro<> {
        call_later(0ms, [&] { log.add("timer"); });
        const Task<> task = spawn(yielder(2, log, "task"));
        co_await sleep(0ms);
        log.add("main");
        co_await task;
    });
    EXPECT_EQ(log.text(), "0 task0, 0 main, 0 timer, 0 task1");
}

TEST(Loop, ATimerMakesItsTaskReadyOneRoundLater) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> task = spawn(sleeper(1ms, log, "sleeper"));
        co_await sleep(0ms);
        call_later(1ms, [&] {
            log.add("timer");
            call_soon([&] { log.add("soon"); });
        });
        co_await task;
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 timer, 1 sleeper, 1 soon");
}

TEST(Loop, ASleepIsTwoStepsAndASleepOfZeroIsOne) {
    EXPECT_EQ(run_to_end([]() -> Coro<> { co_return; }).steps, 1U);
    EXPECT_EQ(run_to_end([]() -> Coro<> { co_await sleep(1ms); }).steps, 3U);
    EXPECT_EQ(run_to_end([]() -> Coro<> { co_await sleep(0ms); }).steps, 2U);
    EXPECT_EQ(run_to_end([]() -> Coro<> { co_await sleep(-1ms); }).steps, 2U);
}

TEST(Loop, TimeMovesStraightToTheNextDeadline) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        co_await sleep(std::chrono::hours(24 * 365));
        EXPECT_EQ(VirtualClock::now() - virtual_start, std::chrono::hours(24 * 365));
        co_await sleep(1ns);
    });
    EXPECT_EQ(outcome.time - virtual_start, std::chrono::hours(24 * 365) + 1ns);
    EXPECT_EQ(outcome.steps, 5U);
}

TEST(Loop, TimeStandsStillWhileAnythingIsReady) {
    run_to_end([]() -> Coro<> {
        bool rang = false;
        call_later(1ns, [&] { rang = true; });
        for (int i = 0; i < 1000; ++i) {
            co_await sleep(0ms);
            EXPECT_EQ(VirtualClock::now(), virtual_start);
        }
        EXPECT_FALSE(rang);
        co_await sleep(1ns);
        EXPECT_TRUE(rang);
    });
}

TEST(Loop, RunWithoutARootRunsUntilTheLastTaskHasEnded) {
    Log log;
    Loop loop;
    spawn(loop, sleeper(2ms, log, "a"));
    const Task<> kept = spawn(loop, sleeper(5ms, log, "b"));
    const Outcome outcome = loop.run();
    EXPECT_EQ(text_of(outcome), "completed");
    EXPECT_EQ(log.text(), "2 a, 5 b");
    EXPECT_EQ(outcome.time, virtual_start + 5ms);
    EXPECT_TRUE(kept.done());
}

TEST(Loop, WithoutAnyTaskARunIsOverAtOnce) {
    Loop loop;
    const Outcome outcome = loop.run();
    EXPECT_EQ(text_of(outcome), "completed");
    EXPECT_EQ(outcome.steps, 0U);
}

TEST(Loop, RefusesToRunWithinARun) {
    run_to_end([]() -> Coro<> {
        Loop inner;
        const auto nothing = []() -> Coro<> { co_return; };
        EXPECT_EQ(raised_by([&] { static_cast<void>(inner.run(nothing())); }),
                  "Runtime: run() cannot be called from a running event loop");
        EXPECT_EQ(raised_by([&] { static_cast<void>(inner.run()); }),
                  "Runtime: run() cannot be called from a running event loop");
        EXPECT_NE(Loop::current(), &inner);
        co_await sleep(0ms);
    });
}

TEST(LoopDeathTest, ServesOneRun) {
    Loop loop;
    static_cast<void>(loop.run());
    EXPECT_DEATH(static_cast<void>(loop.run()), "a loop serves one run");
}

TEST(Loop, IsCurrentOnlyDuringItsRun) {
    EXPECT_EQ(Loop::current(), nullptr);
    Loop loop;
    EXPECT_EQ(Loop::current(), nullptr);
    const auto body = [&]() -> Coro<> {
        EXPECT_EQ(Loop::current(), &loop);
        EXPECT_EQ(&Loop::running(), &loop);
        co_return;
    };
    static_cast<void>(loop.run(body()));
    EXPECT_EQ(Loop::current(), nullptr);
}

TEST(Loop, AsynciosFunctionsRaiseWhereNoLoopRuns) {
    const std::string expected = "Runtime: no running event loop";
    const auto nothing = []() -> Coro<> { co_return; };
    EXPECT_EQ(raised_by([] { static_cast<void>(sleep(1ms)); }), expected);
    EXPECT_EQ(raised_by([] { static_cast<void>(sleep_until(virtual_start)); }), expected);
    EXPECT_EQ(raised_by([&] { static_cast<void>(spawn(nothing())); }), expected);
    EXPECT_EQ(raised_by([] { static_cast<void>(current_task()); }), expected);
    EXPECT_EQ(raised_by([] { static_cast<void>(all_tasks()); }), expected);
    EXPECT_EQ(raised_by([] { static_cast<void>(VirtualClock::now()); }), expected);
    EXPECT_EQ(raised_by([] { call_soon([] {}); }), expected);
    EXPECT_EQ(raised_by([] { call_later(1ms, [] {}); }), expected);
    EXPECT_EQ(raised_by([] { call_at(virtual_start, [] {}); }), expected);
    EXPECT_EQ(raised_by([] { const Future<> future; }), expected);
    EXPECT_EQ(raised_by([] { choose(2, "x"); }), expected);
    EXPECT_EQ(raised_by([] { draw(2); }), expected);
    EXPECT_EQ(raised_by([] { draw(1, 2); }), expected);
}

TEST(Loop, TheStepLimitEndsARunThatGoesOnForEver) {
    LoopOptions options;
    options.step_limit = 100;
    const auto forever = []() -> Coro<> {
        for (;;)
            co_await sleep(0ms);
    };
    const Outcome outcome = outcome_of(forever, options);
    EXPECT_EQ(text_of(outcome), "step_limit: the run took more than 100 steps");
    EXPECT_EQ(outcome.steps, 100U);
    EXPECT_EQ(outcome.step, 99U);
}

TEST(Loop, ARunOfExactlyTheStepLimitCompletes) {
    LoopOptions options;
    options.step_limit = 3;
    run_to_end([]() -> Coro<> { co_await sleep(1ms); }, options);
    options.step_limit = 2;
    const Outcome outcome = outcome_of([]() -> Coro<> { co_await sleep(1ms); }, options);
    EXPECT_EQ(outcome.verdict, Verdict::step_limit);
}

TEST(Loop, TheTimeLimitEndsARunBeforeTimePassesIt) {
    LoopOptions options;
    options.time_limit = virtual_start + 10ms;
    const Outcome outcome = outcome_of(
        []() -> Coro<> {
            co_await sleep(10ms);
            co_await sleep(1ns);
        },
        options);
    EXPECT_EQ(text_of(outcome), "time_limit: the run took longer than 10000000 ns of virtual time");
    EXPECT_EQ(outcome.time, virtual_start + 10ms);
    run_to_end([]() -> Coro<> { co_await sleep(10ms); }, options);
}

TEST(Loop, AllTasksAreThoseThatHaveNotEndedInOrderOfCreation) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> a = spawn(sleeper(1ms, log, "a"), "a");
        const Task<> b = spawn(sleeper(3ms, log, "b"), "b");
        const Task<> c = spawn(sleeper(1ms, log, "c"), "c");
        const auto names = [] {
            std::string text;
            for (const TaskState* const task : all_tasks())
                text += task->name() + " ";
            return text;
        };
        EXPECT_EQ(names(), "main a b c ");
        co_await c;
        EXPECT_EQ(names(), "main b ");
        co_await b;
        EXPECT_EQ(names(), "main ");
    });
}

TEST(Loop, UnderTheRacingClockTimeMayMoveAlthoughSomethingIsReady) {
    // Under fifo the tick is never taken; under random it sometimes is.
    const auto late = [](std::uint64_t seed, Strategy* strategy) {
        LoopOptions options;
        options.seed = seed;
        options.strategy = strategy;
        options.racing_clock = true;
        bool moved = false;
        run_to_end(
            [&]() -> Coro<> {
                call_later(5ms, [] {});
                co_await sleep(0ms);
                moved = VirtualClock::now() > virtual_start;
            },
            options);
        return moved;
    };
    EXPECT_FALSE(late(0, nullptr));
    RandomStrategy random;
    int moved = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed)
        moved += late(seed, &random) ? 1 : 0;
    EXPECT_GT(moved, 30);
    EXPECT_LT(moved, 100);
}

TEST(Loop, UnderTheRacingClockATickIsAChoiceOfTwoBeforeAnyReadyHandle) {
    LoopOptions options;
    options.racing_clock = true;
    const Heard heard = heard_in(
        []() -> Coro<> {
            call_later(5ms, [] {});
            co_await sleep(0ms);
        },
        options);
    EXPECT_EQ(heard.lines[heard.lines.size() - 3], "tick 0 of 2");
    EXPECT_EQ(heard.count("tick 0 of 2"), 1U);
}

/// Counts the runs that have begun with it.
class Counting final : public Strategy {
  public:
    void begin(std::uint64_t) override { ++begun; }
    std::uint32_t pick(const ChoicePoint&) override { return 0; }

    int begun = 0;
};

TEST(Loop, ThatIsMadeBeginsNothingBeforeItsFirstTaskOrChoice) {
    Counting strategy;
    LoopOptions options;
    options.strategy = &strategy;
    { const Loop unused(options); }
    Loop loop(options);
    EXPECT_EQ(strategy.begun, 0);
    {
        const Loop::Use use(loop);
        choose(2, "before");
        EXPECT_EQ(strategy.begun, 1);
    }
    const Task<> task = spawn(loop, []() -> Coro<> { co_return; }());
    loop.run();
    EXPECT_EQ(strategy.begun, 1);
}

}  // namespace
}  // namespace foliot
