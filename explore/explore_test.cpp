#include "explore/explore.h"

#include <gtest/gtest.h>
#include "explore/testing/runs.h"
#include "primitives/event.h"
#include "sim/check.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot {
namespace {

Coro<> add_later(int& value) {
    const int seen = value;
    co_await sleep(Duration::zero());
    value = seen + 1;
}

Coro<> lost_update() {
    int value = 0;
    auto first = spawn(add_later(value));
    auto second = spawn(add_later(value));
    co_await first;
    co_await second;
    FOLIOT_CHECK(value == 2);
}

Coro<> wait_for_ever() {
    Event never("never");
    co_await never.wait();
}

CoroScenario scenario_of(Coro<> (*body)()) {
    return {"test", "", [body](const Inputs&) { return body(); }};
}

TEST(Explore, StopsAtTheFirstFailureAndCountsIt) {
    const CoroScenario scenario = scenario_of(lost_update);
    const Exploration result = explore(scenario, ExploreOptions());
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_EQ(result.runs, result.failures[0].run + 1);
    EXPECT_EQ(result.failures[0].outcome.verdict, Verdict::check);
    EXPECT_TRUE(result.failures[0].deterministic);
}

TEST(Explore, KeepsGoingWhereAskedAndMakesEveryRun) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = ExploreOptions();
    options.keep_going = true;
    options.runs = 100;
    const Exploration result = explore(scenario, options);
    EXPECT_EQ(result.runs, 100U);
    EXPECT_GT(result.failures.size(), 20U);
    EXPECT_LT(result.failures.size(), 80U);
}

TEST(Explore, ARunIsTheSameWhoeverMakesIt) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = ExploreOptions();
    options.keep_going = true;
    options.runs = 50;
    for (const FoundFailure& failure : explore(scenario, options).failures) {
        EXPECT_EQ(failure.seed, run_seed(options.seed, failure.run));
        RunSettings settings;
        settings.seed = failure.seed;
        const RecordedRun again = record_run(scenario, settings);
        EXPECT_EQ(again.outcome.verdict, failure.outcome.verdict);
        EXPECT_EQ(again.outcome.step, failure.outcome.step);
    }
}

TEST(Explore, ADeadlockIsAFailureThatNamesTheWaiter) {
    const CoroScenario scenario = scenario_of(wait_for_ever);
    const Exploration result = explore(scenario, ExploreOptions());
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_EQ(result.runs, 1U);
    EXPECT_EQ(result.failures[0].outcome.verdict, Verdict::deadlock);
    EXPECT_NE(result.failures[0].outcome.message.find("never"), std::string::npos);
}

TEST(Explore, TellsOfEachFailureAtOnceAndMakesItAgainWhereAsked) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options;
    options.keep_going = true;
    options.runs = 50;
    std::size_t told = 0;
    options.on_failure = [&told](FoundFailure& failure, const Again& again) {
        ++told;
        const RecordedRun run = again();
        EXPECT_TRUE(same_failure(run.trace.outcome, failure.outcome));
        failure.choices = choices_of(run.trace);
    };
    const Exploration result = explore(scenario, options);
    EXPECT_EQ(told, result.failures.size());
    for (const FoundFailure& failure : result.failures)
        EXPECT_FALSE(failure.choices.empty());
}

TEST(Explore, EndsWhenToldAndSaysSo) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = ExploreOptions();
    options.keep_going = true;
    options.runs = 0;
    std::uint64_t asked = 0;
    options.stop = [&asked] { return asked++ == 5; };
    const Exploration result = explore(scenario, options);
    EXPECT_EQ(result.runs, 5U);
    EXPECT_TRUE(result.interrupted);
}

TEST(Explore, NamesTheSeedBeforeEachRun) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = ExploreOptions();
    options.keep_going = true;
    options.runs = 4;
    std::vector<std::uint64_t> seeds;
    options.progress = [&seeds](const Progress& progress) { seeds.push_back(progress.seed); };
    explore(scenario, options);
    EXPECT_EQ(seeds, (std::vector<std::uint64_t>{run_seed(1, 0), run_seed(1, 1), run_seed(1, 2),
                                                 run_seed(1, 3)}));
}

}  // namespace
}  // namespace foliot
