#include "shrink/shrink.h"

#include <gtest/gtest.h>

#include "explore/testing/runs.h"
#include "shrink/testing/failing_run.h"
#include "shrink/trials/trials.h"
#include "sim/check.h"
#include "sim/fault.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "traces/file/digest.h"
#include "traces/replay/replay.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

ShrinkOptions replays(std::uint64_t count) {
    ShrinkOptions options;
    options.replays = count;
    return options;
}

Coro<> noise(int steps) {
    for (int i = 0; i < steps; ++i)
        co_await sleep(Duration::zero());
}

Coro<> mark(bool& done) {
    done = true;
    co_return;
}

Coro<> look(const bool& done, bool& result) {
    result = !done;
    co_return;
}

/// Fails where `late` overtakes `early`, whatever the others do.
Coro<> overtaken_among_noise() {
    bool first = false;
    bool overtaken = false;
    auto quiet = spawn(noise(6), "quiet");
    auto early = spawn(mark(first), "early");
    auto late = spawn(look(first, overtaken), "late");
    auto loud = spawn(noise(6), "loud");
    co_await quiet;
    co_await early;
    co_await late;
    co_await loud;
    FOLIOT_CHECK(!overtaken);
}

TEST(Shrink, LeavesTheOneChoiceThatMattersAndSaysIt) {
    const CoroScenario scenario = scenario_of(overtaken_among_noise);
    const RecordedRun failing = failing_run(scenario);
    const ShrinkResult result = shrink(scenario, failing.trace, {});
    EXPECT_GT(result.before, 3U);
    EXPECT_EQ(result.after, 1U);
    EXPECT_TRUE(result.minimal);
    EXPECT_TRUE(result.deterministic);
    ASSERT_EQ(result.left.size(), 1U);
    EXPECT_NE(result.left[0].find("late ran before"), std::string::npos) << result.left[0];
    EXPECT_EQ(result.text(),
              std::to_string(result.before) + " choices -> 1   (" + result.left[0] + ")");
    EXPECT_EQ(result.trace.settings.seed, failing.trace.settings.seed);
    EXPECT_EQ(result.trace.strategy, failing.trace.strategy);
    EXPECT_EQ(result.trace.outcome.verdict, Verdict::check);
    EXPECT_EQ(result.trace.digest, digest_of(result.trace));
}

Coro<> fails_always() {
    auto task = spawn(noise(5));
    auto other = spawn(noise(5));
    co_await task;
    co_await other;
    FOLIOT_CHECK(false);
}

TEST(Shrink, FindsThatFifoFails) {
    const CoroScenario scenario = scenario_of(fails_always);
    const ShrinkResult result = shrink(scenario, failing_run(scenario).trace, {});
    EXPECT_EQ(result.after, 0U);
    EXPECT_TRUE(result.minimal);
    EXPECT_NE(result.text().find("choices -> 0   (fifo's own order fails)"), std::string::npos);
}

Coro<> fails_from_three_on() {
    std::uint32_t sum = 0;
    for (int i = 0; i < 4; ++i) {
        const std::uint32_t part = choose(100'000, "part");
        sum += i == 2 ? part : 0;
        co_await sleep(Duration::zero());
    }
    FOLIOT_CHECK(sum < 3);
}

TEST(Shrink, LowersAValueToTheLowestThatFails) {
    const CoroScenario scenario = scenario_of(fails_from_three_on);
    const ShrinkResult result = shrink(scenario, failing_run(scenario).trace, {});
    EXPECT_EQ(result.after, 1U);
    ASSERT_EQ(result.left.size(), 1U);
    EXPECT_NE(result.left[0].find("main got part=3, where fifo takes 0"), std::string::npos);
}

/// Faults may strike, but it is `late` overtaking `early` that fails.
Coro<> fails_without_faults() {
    bool first = false;
    for (int i = 0; i < 3; ++i) {
        if (choose(2, "fault", ChoiceKind::fault) != 0) co_await sleep(1ms);
    }
    auto early = spawn(noise(0), "early");
    auto late = spawn(mark(first), "late");
    co_await early;
    FOLIOT_CHECK(!first);
    co_await late;
}

TEST(Shrink, DropsFaultsThatDoNotMatter) {
    const CoroScenario scenario = scenario_of(fails_without_faults);
    const ShrinkResult result = shrink(scenario, failing_run(scenario).trace, {});
    for (const RecordedChoice& choice : result.trace.choices) {
        EXPECT_TRUE(choice.taken == 0 || choice.kind == ChoiceKind::ready);
    }
    EXPECT_LE(result.after, 1U);
}

const Fault flood({.name = "flood", .one = "flood", .many = "floods"});

/// Fails where the third look finds a flood.
Coro<> flooded() {
    allow_faults({.failures = 2, .others = {{flood, 3}}});
    for (int i = 0; i < 5; ++i) {
        static_cast<void>(strikes(Fault::failure));
        const bool struck = strikes(flood, "cellar");
        FOLIOT_CHECK(i != 2 || !struck);
        co_await sleep(Duration::zero());
    }
}

TEST(Shrink, LeavesAFaultOfAKindOfOnesOwn) {
    const CoroScenario scenario = scenario_of(flooded);
    const RecordedRun failing = failing_run(scenario);
    const auto again = [&scenario](Loop& loop) { return scenario.run(loop, Inputs()); };
    EXPECT_TRUE(replay(failing.trace, ReplayMode::strict, {}, again).same);
    const ShrinkResult result = shrink(scenario, failing.trace, {});
    std::vector<std::string> left;
    for (const RecordedChoice& choice : result.trace.choices) {
        if (choice.taken == 0) continue;
        EXPECT_EQ(choice.kind, ChoiceKind::fault);
        left.emplace_back(result.trace.text(choice.what));
    }
    EXPECT_EQ(left, (std::vector<std::string>{"flood far off=2", "flood offset=1"}));
}

TEST(Shrink, TheSameTraceGivesTheSameResult) {
    const CoroScenario scenario = scenario_of(overtaken_among_noise);
    const RecordedRun failing = failing_run(scenario);
    const ShrinkResult once = shrink(scenario, failing.trace, {});
    const ShrinkResult twice = shrink(scenario, failing.trace, {});
    EXPECT_EQ(once.trace.digest, twice.trace.digest);
    EXPECT_EQ(once.replays, twice.replays);
    // And what cannot become simpler stays as it is.
    const ShrinkResult again = shrink(scenario, once.trace, {});
    EXPECT_EQ(again.trace.digest, once.trace.digest);
}

std::uint64_t runs_made = 0;

Coro<> counted() {
    ++runs_made;
    return overtaken_among_noise();
}

TEST(Shrink, MakesNoMoreReplaysThanAllowed) {
    const CoroScenario scenario = scenario_of(counted);
    const RecordedRun failing = failing_run(scenario);
    for (const std::uint64_t most : {0U, 1U, 2U, 3U, 4U, 5U, 9U, 30U}) {
        runs_made = 0;
        const ShrinkResult result = shrink(scenario, failing.trace, replays(most));
        EXPECT_LE(runs_made, most);
        EXPECT_EQ(result.replays, runs_made);
        EXPECT_LE(result.after, result.before);
        EXPECT_EQ(result.trace.outcome.verdict, Verdict::check);
    }
}

/// Fails where four of twelve choices are 1.
Coro<> needs_four() {
    std::uint32_t sum = 0;
    for (int i = 0; i < 12; ++i) {
        const std::uint32_t taken = choose(2, "one");
        sum += i % 3 == 1 ? taken : 0;
    }
    co_await sleep(Duration::zero());
    FOLIOT_CHECK(sum < 4);
}

TEST(Shrink, ClaimsThatThereAreNoFewerOnlyWhereAllWereTried) {
    const CoroScenario scenario = scenario_of(needs_four);
    const RecordedRun failing = failing_run(scenario);
    // 1 + 12 + 66 + 220 runs with three choices or fewer.
    const ShrinkResult all = shrink(scenario, failing.trace, {});
    EXPECT_EQ(all.after, 4U);
    EXPECT_TRUE(all.minimal);
    EXPECT_GE(all.replays, 299U);
    const ShrinkResult some = shrink(scenario, failing.trace, replays(150));
    EXPECT_EQ(some.after, 4U);
    EXPECT_FALSE(some.minimal);
}

TEST(Shrink, EndsWhereItIsToldTo) {
    const CoroScenario scenario = scenario_of(overtaken_among_noise);
    const RecordedRun failing = failing_run(scenario);
    ShrinkOptions options;
    std::uint64_t shown = 0;
    options.progress = [&shown](const ShrinkProgress& progress) {
        EXPECT_EQ(progress.replay, shown++);
        EXPECT_LE(progress.now, progress.before);
    };
    options.stop = [&shown] { return shown >= 5; };
    EXPECT_LE(shrink(scenario, failing.trace, options).replays, 5U + Trials::recordings);
}

Coro<> fails_every_other_time() {
    auto task = spawn(noise(2));
    auto other = spawn(noise(2));
    co_await task;
    co_await other;
    FOLIOT_CHECK(++runs_made % 2 == 0);
}

TEST(Shrink, NoticesARunThatIsNotDeterministic) {
    const CoroScenario scenario = scenario_of(fails_every_other_time);
    runs_made = 0;
    const RecordedRun failing = record_run(scenario, {});
    ASSERT_TRUE(failing.outcome.failed());
    const ShrinkResult result = shrink(scenario, failing.trace, {});
    EXPECT_FALSE(result.deterministic);
    EXPECT_EQ(result.trace.digest, failing.trace.digest);
}

Coro<> notes_how_often_it_ran() {
    note("ran", static_cast<std::int64_t>(++runs_made));
    co_await sleep(Duration::zero());
    FOLIOT_CHECK(false);
}

TEST(Shrink, NoticesAResultThatIsNotTheSameTwice) {
    const CoroScenario scenario = scenario_of(notes_how_often_it_ran);
    const RecordedRun failing = record_run(scenario, {});
    EXPECT_FALSE(shrink(scenario, failing.trace, {}).deterministic);
}

Coro<> sleep_long() {
    co_await sleep(1ms);
}

/// Fails where time moves although something is ready.
Coro<> loses_to_the_clock() {
    const VirtualTime start = VirtualClock::now();
    auto sleeper = spawn(sleep_long(), "sleeper");
    for (int i = 0; i < 4; ++i)
        co_await sleep(Duration::zero());
    FOLIOT_CHECK(VirtualClock::now() == start);
    co_await sleeper;
}

TEST(Shrink, KnowsTheRacingClock) {
    const CoroScenario scenario = scenario_of(loses_to_the_clock);
    RunSettings racing;
    racing.racing_clock = true;
    const ShrinkResult result = shrink(scenario, failing_run(scenario, "", racing).trace, {});
    EXPECT_EQ(result.after, 1U);
    EXPECT_TRUE(result.minimal);
    ASSERT_EQ(result.left.size(), 1U);
    EXPECT_NE(result.left[0].find("time moved on although something was ready"), std::string::npos);
    EXPECT_TRUE(result.trace.settings.racing_clock);
}

TEST(ShrinkResult, SaysThreeSentencesAndHowManyMore) {
    ShrinkResult result;
    result.before = 12;
    result.after = 5;
    result.left = {"a", "b", "c", "d", "e"};
    EXPECT_EQ(result.text(), "12 choices -> 5   (a; b; c; and 2 more)");
    result.before = 1;
    result.after = 1;
    result.left = {"a"};
    EXPECT_EQ(result.text(), "1 choice -> 1   (a)");
}

TEST(Shrink, LeavesOutReplaysAndClaimsNothingOfThem) {
    const CoroScenario scenario = scenario_of(overtaken_among_noise);
    const RecordedRun failing = failing_run(scenario);
    ShrinkOptions options;
    options.skipped = {1};  // fifo's own run
    const ShrinkResult result = shrink(scenario, failing.trace, options);
    EXPECT_EQ(result.after, 1U);
    EXPECT_TRUE(result.deterministic);
}

TEST(Shrink, TellsOfSimplerRunsInWordsThatItTakes) {
    const CoroScenario scenario = scenario_of(overtaken_among_noise);
    const RecordedRun failing = failing_run(scenario);
    ShrinkOptions options;
    std::string words;
    options.better = [&words](const std::string& better, std::size_t) { words = better; };
    const ShrinkResult whole = shrink(scenario, failing.trace, options);
    options.start = words;
    const ShrinkResult again = shrink(scenario, failing.trace, options);
    EXPECT_EQ(again.trace.digest, whole.trace.digest);
    EXPECT_LE(again.replays, 4U);
    EXPECT_FALSE(again.minimal);
}

}  // namespace
}  // namespace foliot
