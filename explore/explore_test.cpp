#include "explore/explore.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "explore/testing/runs.h"
#include "primitives/event.h"
#include "sim/check.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "traces/file/trace_json.h"

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

ExploreOptions quietly_exploring() {
    ExploreOptions options;
    options.trace_folder = "";
    return options;
}

TEST(Explore, StopsAtTheFirstFailureAndCountsIt) {
    const CoroScenario scenario = scenario_of(lost_update);
    const Exploration result = explore(scenario, quietly_exploring());
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_EQ(result.runs, result.failures[0].run + 1);
    EXPECT_EQ(result.failures[0].outcome.verdict, Verdict::check);
    EXPECT_TRUE(result.failures[0].deterministic);
}

TEST(Explore, KeepsGoingWhereAskedAndMakesEveryRun) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = quietly_exploring();
    options.keep_going = true;
    options.runs = 100;
    const Exploration result = explore(scenario, options);
    EXPECT_EQ(result.runs, 100U);
    EXPECT_GT(result.failures.size(), 20U);
    EXPECT_LT(result.failures.size(), 80U);
}

TEST(Explore, ARunIsTheSameWhoeverMakesIt) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = quietly_exploring();
    options.keep_going = true;
    options.runs = 50;
    for (const FoundFailure& failure : explore(scenario, options).failures) {
        EXPECT_EQ(failure.seed, run_seed(options.seed, failure.run));
        RunSettings settings;
        settings.seed = failure.seed;
        const RecordedRun again = record_run(scenario, settings);
        EXPECT_EQ(again.outcome.verdict, failure.outcome.verdict);
        EXPECT_EQ(again.trace.digest, failure.trace.digest);
    }
}

TEST(Explore, ADeadlockIsAFailureThatNamesTheWaiter) {
    const CoroScenario scenario = scenario_of(wait_for_ever);
    const Exploration result = explore(scenario, quietly_exploring());
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_EQ(result.runs, 1U);
    EXPECT_EQ(result.failures[0].outcome.verdict, Verdict::deadlock);
    EXPECT_NE(result.failures[0].outcome.message.find("never"), std::string::npos);
}

TEST(Explore, WritesTheTraceOfAFailureAndSaysWhereItCannot) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("foliot-explore-" + std::to_string(getpid()));
    const CoroScenario scenario = scenario_of(wait_for_ever);
    ExploreOptions options;
    options.trace_folder = folder.string();
    const Exploration result = explore(scenario, options);
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_EQ(read_trace(result.failures[0].trace_file).digest, result.failures[0].trace.digest);
    options.trace_folder = result.failures[0].trace_file;  // a file, not a folder
    const Exploration unwritable = explore(scenario, options);
    EXPECT_EQ(unwritable.failures[0].trace_file, "");
    EXPECT_NE(unwritable.failures[0].trace_error, "");
    std::filesystem::remove_all(folder);
}

TEST(Explore, EndsWhenToldAndSaysSo) {
    const CoroScenario scenario = scenario_of(lost_update);
    ExploreOptions options = quietly_exploring();
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
    ExploreOptions options = quietly_exploring();
    options.keep_going = true;
    options.runs = 4;
    std::vector<std::uint64_t> seeds;
    options.progress = [&seeds](const Progress& progress) { seeds.push_back(progress.seed); };
    explore(scenario, options);
    EXPECT_EQ(seeds, (std::vector<std::uint64_t>{run_seed(1, 0), run_seed(1, 1), run_seed(1, 2),
                                                 run_seed(1, 3)}));
}

TEST(Explore, TracePathsHoldOnlyPlainCharacters) {
    EXPECT_EQ(trace_path("t", "A.b-c_1", 7), "t/A.b-c_1-7.json");
    EXPECT_EQ(trace_path("t", "../a b", 7), "t/.._a_b-7.json");
}

}  // namespace
}  // namespace foliot
