#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "explore/testing/runs.h"
#include "programs/program_scenario.h"
#include "shrink/shrink.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

/// Two tasks take two locks in different orders; a third has nothing to do with it.
const char* const text = R"({
    "objects": {"A": {"type": "lock"}, "B": {"type": "lock"}, "E": {"type": "event"}},
    "vars": ["x"],
    "tasks": [
        {"name": "idle", "body": [["sleep", 0], ["add", "x", 1], ["set", "E"], ["sleep", 3]]},
        {"name": "a", "body": [["sleep", 0], ["with", "A", [["sleep", 0], ["with", "B", []]]]]},
        {"name": "b", "body": [["with", "B", [["with", "A", [["add", "x", 1]]]]],
                               ["add", "x", 1],
                               ["with", "B", [["sleep", 0], ["with", "A", []]]]]}],
    "start": ["idle", "a", "b"]})";

TEST(ShrinkProgram, RemovesTasksAndStatementsThatDoNotMatter) {
    const ProgramScenario scenario("locks", Json::parse(text));
    RunSettings settings;
    RecordedRun failing;
    for (; settings.seed < 200 && !failing.outcome.failed(); ++settings.seed)
        failing = record_run(scenario, settings);
    ASSERT_TRUE(failing.outcome.failed());

    ShrinkOptions options;
    const ShrinkResult same = shrink(scenario, failing.trace, options);
    EXPECT_EQ(same.statements_before, 0U);
    EXPECT_EQ(*same.trace.program, scenario.document());

    options.statements = true;
    const ShrinkResult result = shrink(scenario, failing.trace, options);
    EXPECT_TRUE(result.deterministic);
    EXPECT_LE(result.replays, options.replays);
    EXPECT_LE(result.after, same.after);
    EXPECT_EQ(result.outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(result.statements_before, scenario.statements());
    EXPECT_LT(result.statements_after, result.statements_before);
    EXPECT_EQ(result.statements_after, ProgramScenario("", *result.trace.program).statements());
    const Json& program = *result.trace.program;
    EXPECT_EQ(program["tasks"].size(), 2U);
    // The trace replays with its own program.
    const ProgramScenario smaller("locks", program);
    const ShrinkResult again = shrink(smaller, result.trace, {});
    EXPECT_EQ(again.outcome.message, result.outcome.message);
}

/// Two tasks add to x, and each may lose what the other added.
const char* const lost_update = R"({
    "objects": {}, "vars": ["x"],
    "tasks": [
        {"name": "a", "body": [["load", "r", "x"], ["sleep", 0], ["store", "x", "r", 1]]},
        {"name": "b", "body": [["sleep", 0], ["sleep", 0], ["add", "x", 1]]},
        {"name": "z", "body": [["join", "a"], ["join", "b"], ["assert", "x", "==", 2]]}],
    "start": ["a", "b", "z"]})";

TEST(ShrinkProgram, LeavesAProgramThatFifoDoesNotBreak) {
    const ProgramScenario scenario("adders", Json::parse(lost_update));
    RunSettings settings;
    RecordedRun failing;
    for (; settings.seed < 200 && !failing.outcome.failed(); ++settings.seed)
        failing = record_run(scenario, settings);
    ASSERT_TRUE(failing.outcome.failed());
    ShrinkOptions options;
    options.statements = true;
    const ShrinkResult result = shrink(scenario, failing.trace, options);
    EXPECT_GT(result.after, 0U);
    const ProgramScenario smaller("adders", *result.trace.program);
    RunSettings fifo;
    fifo.strategy = "fifo";
    EXPECT_FALSE(run_once(smaller, fifo, nullptr).failed());
}

TEST(ShrinkProgram, CountsStatementsWithTheInnerOnes) {
    EXPECT_EQ(ProgramScenario("", Json::parse(text)).statements(), 4U + 4U + 7U);
}

}  // namespace
}  // namespace foliot
