// Debug mode only observes and refuses: a run that does nothing wrong stays the same.

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "coordinator/scenarios/coordinator_scenarios.h"
#include "explore/explore.h"
#include "explore/testing/runs.h"
#include "primitives/event.h"
#include "programs/program_scenario.h"
#include "properties/laws/steady_time.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/spend.h"
#include "sim/thread.h"
#include "testing/prop.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"
#include "traces/replay/replay.h"
#include "traces/view/timeline.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

RunSettings settings(std::uint64_t seed, bool debug) {
    RunSettings result;
    result.seed = seed;
    result.debug = debug;
    return result;
}

TEST(DebugMode, KeepsTheDigestOfARunThatDoesNothingWrong) {
    register_coordinator_scenarios();
    std::vector<const Scenario*> scenarios{Scenarios::all().find("coordinator"),
                                           Scenarios::all().find("coordinator-as-documented")};
    std::vector<std::unique_ptr<ProgramScenario>> programs;
    for (const char* const feature : {"mixed", "cancel", "gather", "queue", "timeout", "barrier"}) {
        for (const ProgramEntry& entry :
             read_programs("programs/conformance/" + std::string(feature) + ".json")) {
            programs.push_back(std::make_unique<ProgramScenario>(entry.name, *entry.program));
            scenarios.push_back(programs.back().get());
        }
    }
    for (const Scenario* const scenario : scenarios) {
        const std::uint64_t seeds = scenario == scenarios.front() ? 4 : 1;
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            const RecordedRun plain = record_run(*scenario, settings(seed, false));
            const RecordedRun debug = record_run(*scenario, settings(seed, true));
            EXPECT_EQ(digest_text(debug.trace.digest), digest_text(plain.trace.digest))
                << scenario->name();
            for (const Warning& warning : debug.outcome.warnings) {
                EXPECT_EQ(warning.kind, WarningKind::never_retrieved)
                    << scenario->name() << ": " << warning_text(warning);
            }
            EXPECT_TRUE(plain.outcome.warnings.empty());
        }
    }
}

Coro<> ticker() {
    for (int i = 0; i < 3; ++i)
        co_await sleep(1ms);
}

/// Steps that cost time, in tasks that race.
Coro<> blocking(const Inputs&) {
    const Task<> other = spawn(ticker(), "ticker");
    co_await sleep(1ms);
    spend(Duration(draw(1, 3'000'000)));
    co_await sleep(0ms);
    if (choose(2, "slow") != 0) spend(150ms);
    co_await other;
}

TEST(DebugMode, StepsThatCostTimeReplayAndKeepTheLawOfTime) {
    const CoroScenario scenario("blocking", "", blocking);
    bool slow = false;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const RecordedRun run = record_run(scenario, settings(seed, true));
        EXPECT_EQ(run.outcome.verdict, Verdict::completed);
        slow = slow || !run.outcome.warnings.empty();
        const Trace read = parse_trace(trace_text(run.trace), "t.json");
        SteadyTime law;
        const auto watched = [&](Loop& loop) {
            law.watch(loop);
            return scenario.run(loop, {});
        };
        const ReplayReport again = replay(read, ReplayMode::strict, {}, watched);
        EXPECT_TRUE(again.same);
        EXPECT_FALSE(law.broken()) << law.violation();
        EXPECT_EQ(again.outcome.warnings.size(), run.outcome.warnings.size());
        EXPECT_NE(timeline(run.trace, {}).find("spends "), std::string::npos);
    }
    EXPECT_TRUE(slow);
}

Coro<> setter(Event& event) {
    event.set();
    co_await thread_sleep(1ms);
}

Coro<> wrong_thread(const Inputs&) {
    Event event;
    const auto thread = start_thread(setter(event), "outside");
    co_await event.wait();
}

TEST(DebugMode, ATraceReplaysInTheModeItWasMadeIn) {
    const CoroScenario scenario("wrong-thread", "", wrong_thread);
    const RecordedRun plain = record_run(scenario, settings(1, false));
    EXPECT_EQ(plain.outcome.verdict, Verdict::completed);
    const RecordedRun run = record_run(scenario, settings(1, true));
    EXPECT_EQ(run.outcome.verdict, Verdict::deadlock);
    ASSERT_EQ(run.outcome.warnings.size(), 1U);
    EXPECT_EQ(run.outcome.warnings.front().message,
              "Thread exception was never retrieved: outside raised Runtime: Non-thread-safe "
              "operation invoked on an event loop other than the current one");
    const Trace read = parse_trace(trace_text(run.trace), "t.json");
    const auto again = [&](Loop& loop) { return scenario.run(loop, {}); };
    EXPECT_TRUE(replay(read, ReplayMode::strict, {}, again).same);
}

TEST(DebugMode, ExplorationsGatherWarnings) {
    const CoroScenario scenario("blocking", "", blocking);
    ExploreOptions options;
    options.runs = 30;
    options.debug = true;
    const Exploration found = explore(scenario, options);
    ASSERT_EQ(found.warnings.list().size(), 1U);
    const FoundWarning& slow = found.warnings.list().front();
    EXPECT_TRUE(slow.first.message.starts_with("Executing main took 0.15"));
    EXPECT_GT(slow.count, 1U);
    const RecordedRun first = record_run(scenario, settings(slow.seed, true));
    ASSERT_EQ(first.outcome.warnings.size(), 1U);
    EXPECT_EQ(warning_text(first.outcome.warnings.front()), warning_text(slow.first));
    options.slow_callback_duration = 1s;
    EXPECT_TRUE(explore(scenario, options).warnings.empty());
    options.debug = false;
    EXPECT_TRUE(explore(scenario, options).warnings.empty());
}

/// Sets FOLIOT_DEBUG while it lives.
class DebugVariable {
  public:
    explicit DebugVariable(const char* value) { setenv("FOLIOT_DEBUG", value, 1); }
    DebugVariable(const DebugVariable&) = delete;
    DebugVariable& operator=(const DebugVariable&) = delete;
    ~DebugVariable() { unsetenv("FOLIOT_DEBUG"); }
};

Coro<> slow_body(Inputs) {
    spend(120ms);
    co_return;
}

Coro<> slow_property(std::uint8_t) {
    spend(120ms);
    co_return;
}

std::string said_by_both() {
    testing::internal::CaptureStderr();
    detail::run_test("Debug", "slow", slow_body, {}, __FILE__, __LINE__);
    detail::run_prop({"Debug", "slow", __FILE__, __LINE__}, slow_property);
    return testing::internal::GetCapturedStderr();
}

TEST(DebugMode, TestsAndPropertiesSayWhatTheyAreWarnedOf) {
    EXPECT_EQ(said_by_both().find("warning:"), std::string::npos);
    const DebugVariable on("1");
    const std::string said = said_by_both();
    EXPECT_NE(said.find("Executing main took 0.120 seconds ("), std::string::npos) << said;
    EXPECT_NE(said.find("  1000 times, first with seed 1\n"), std::string::npos) << said;
    EXPECT_NE(said.find("Executing Debug.slow took 0.120 seconds"), std::string::npos) << said;
}

TEST(DebugModeDeathTest, AVariableThatCannotBeMeantEndsTheProgram) {
    const DebugVariable wrong("yes");
    const std::string line = "foliot: FOLIOT_DEBUG: \"yes\" is neither 0 nor 1";
    EXPECT_EXIT(detail::run_test("Debug", "slow", slow_body, {}, __FILE__, __LINE__),
                testing::ExitedWithCode(2), line);
    EXPECT_EXIT(detail::run_prop({"Debug", "slow", __FILE__, __LINE__}, slow_property),
                testing::ExitedWithCode(2), line);
}

}  // namespace
}  // namespace foliot
