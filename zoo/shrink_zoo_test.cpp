// Shrinking over the zoo: the fewest choices with which a failure can be had at all, as the search
// by number of deviations finds it, are what most failing runs shrink to.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "programs/program_scenario.h"
#include "shrink/shrink.h"
#include "strategies/bounded.h"
#include "zoo/zoo.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t replays = 1'000;

struct Failure {
    Verdict verdict{};
    std::string message;
    std::string task;  ///< whose step failed, where there is one

    bool operator==(const Failure&) const = default;
};

Failure failure_of(const RecordedRun& run) {
    Failure failure{run.outcome.verdict, run.outcome.message, {}};
    if (run.outcome.where.line() == 0) return failure;
    for (const RecordedEvent& event : run.trace.events) {
        if (event.step != run.outcome.step || event.task == nobody) continue;
        failure.task = run.trace.text(run.trace.tasks.at(event.task).name);
        break;
    }
    return failure;
}

/// The fewest deviations, up to three, with which it fails so; nothing where that takes more, or
/// longer.
std::optional<std::size_t> fewest(const Scenario& scenario, const Failure& failure) {
    constexpr std::uint32_t deviations = 3;
    constexpr int enough_runs = 20'000;
    auto bounded = std::make_unique<BoundedStrategy>(deviations);
    BoundedStrategy& search = *bounded;
    Runner runner(scenario, {}, std::move(bounded));
    for (int run = 0; run < enough_runs; ++run) {
        const Outcome outcome = runner.run(1);
        if (outcome.failed() && failure_of(runner.record(1)) == failure) {
            return search.deviations();
        }
        if (!search.next()) break;
    }
    return std::nullopt;
}

struct Tally {
    std::size_t known = 0;
    std::size_t reached = 0;

    void add(const Tally& other) {
        known += other.known;
        reached += other.reached;
    }
};

/// Shrinks the first failing runs of a scenario.
Tally shrink_some(const Scenario& scenario, std::size_t count) {
    Tally tally;
    std::vector<std::pair<Failure, std::optional<std::size_t>>> known;
    RunSettings settings;
    settings.step_limit = 100'000;
    Runner runner(scenario, settings);
    std::size_t failed = 0;
    for (std::uint64_t run = 0; run < 1'000 && failed < count; ++run) {
        const std::uint64_t seed = run_seed(1, run);
        if (!runner.run(seed).failed()) continue;
        ++failed;
        const RecordedRun failing = runner.record(seed);
        const ShrinkResult result = shrink(scenario, failing.trace, {});
        EXPECT_TRUE(result.deterministic) << scenario.name();
        EXPECT_LE(result.replays, replays) << scenario.name();
        EXPECT_LE(result.after, result.before) << scenario.name();
        const Failure failure = failure_of({result.outcome, result.trace});
        EXPECT_EQ(failure.verdict, failing.outcome.verdict) << scenario.name();
        EXPECT_EQ(failure.task, failure_of(failing).task) << scenario.name();
        auto at = std::find_if(known.begin(), known.end(),
                               [&](const auto& each) { return each.first == failure; });
        if (at == known.end()) at = known.insert(at, {failure, fewest(scenario, failure)});
        if (!at->second) continue;
        EXPECT_GE(result.after, *at->second) << scenario.name();
        EXPECT_TRUE(!result.minimal || result.after == *at->second) << scenario.name();
        ++tally.known;
        if (result.after == *at->second) ++tally.reached;
    }
    return tally;
}

TEST(ShrinkZoo, ProgramsShrinkToTheFewestChoicesThereAre) {
    for (const Json& entry : Json::parse(std::ifstream("zoo/programs.json"))) {
        const ProgramScenario scenario(entry.at("name"), entry.at("program"));
        const Tally tally = shrink_some(scenario, 20);
        EXPECT_GE(tally.reached * 10, tally.known * 9) << scenario.name();
    }
}

/// One program of how many is tried.
#ifdef FOLIOT_SLOW_BUILD
constexpr std::size_t one_in = 10;
#else
constexpr std::size_t one_in = 1;
#endif

TEST(ShrinkZoo, NineOfTenFailuresShrinkToTheFewestChoicesThereAre) {
    Tally all;
    for (std::size_t i = 0; i < zoo().size(); i += one_in)
        all.add(shrink_some(*zoo()[i].broken, 3));
    EXPECT_GE(all.known * one_in, 150U);
    EXPECT_GE(all.reached * 10, all.known * 9);
    RecordProperty("known", std::to_string(all.known));
    RecordProperty("reached", std::to_string(all.reached));
}

}  // namespace
}  // namespace foliot
