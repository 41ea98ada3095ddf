#include "zoo/zoo.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "explore/choice_list.h"
#include "explore/explore.h"
#include "explore/testing/runs.h"
#include "sim/rng.h"
#include "strategies/random.h"
#include "traces/file/digest.h"

namespace foliot {
namespace {

Outcome run_with(const Scenario& scenario, Strategy* strategy, std::uint64_t seed) {
    RunSettings settings;
    settings.seed = seed;
    if (strategy == nullptr) settings.strategy = "fifo";
    settings.step_limit = 10'000;
    return run_once(scenario, settings, strategy);
}

/// How many of `runs` runs fail, with seeds that are always the same.
std::uint32_t failures(const Scenario& scenario, Strategy& strategy, std::uint32_t runs) {
    std::uint32_t failed = 0;
    for (std::uint32_t run = 0; run < runs; ++run)
        failed += run_with(scenario, &strategy, mix(1, run)).failed() ? 1U : 0U;
    return failed;
}

bool fails_within(const Scenario& scenario, Strategy& strategy, std::uint32_t runs) {
    for (std::uint32_t run = 0; run < runs; ++run) {
        if (run_with(scenario, &strategy, mix(1, run)).failed()) return true;
    }
    return false;
}

bool found_by_luck(const ZooProgram& program) {
    return program.grade == Grade::ordinary || program.grade == Grade::trivial;
}

TEST(Zoo, HoldsEveryFamilyAndTierUnderDifferentNames) {
    std::set<std::string> names;
    std::set<std::string> families;
    std::set<Tier> tiers;
    for (const ZooProgram& each : zoo()) {
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        families.insert(each.family);
        tiers.insert(each.tier);
        EXPECT_FALSE(each.bug.empty()) << each.name;
    }
    EXPECT_GE(names.size(), 80U);
    EXPECT_EQ(families.size(), 12U);
    EXPECT_EQ(tiers.size(), 3U);
}

TEST(Zoo, AsynciosOwnOrderHidesTheBug) {
    for (const ZooProgram& each : zoo()) {
        const Outcome outcome = run_with(*each.broken, nullptr, 1);
        EXPECT_EQ(outcome.failed(), each.grade == Grade::fifo_fails)
            << each.name << ": " << outcome.message;
    }
}

TEST(Zoo, RandomOrdersShowTheBugOfOrdinaryPrograms) {
    RandomStrategy random;
    for (const ZooProgram& each : zoo()) {
        if (found_by_luck(each)) {
            EXPECT_TRUE(fails_within(*each.broken, random, 5'000)) << each.name;
        } else if (each.grade != Grade::fifo_fails) {
            EXPECT_FALSE(each.witness.empty()) << each.name << " needs choices that show its bug";
        }
    }
}

TEST(Zoo, ProgramsThatMostRandomOrdersBreakAreMarked) {
    constexpr std::uint32_t runs = 500;
    RandomStrategy random;
    for (const ZooProgram& each : zoo()) {
        if (each.grade == Grade::fifo_fails) continue;
        const bool trivial = failures(*each.broken, random, runs) > runs / 2;
        EXPECT_EQ(trivial, each.grade == Grade::trivial) << each.name;
    }
}

TEST(Zoo, WitnessesShowTheBugOfHardPrograms) {
    for (const ZooProgram& each : zoo()) {
        if (each.witness.empty()) continue;
        ListedChoices choices(each.witness);
        const Outcome outcome = run_with(*each.broken, &choices, 1);
        EXPECT_TRUE(outcome.failed()) << each.name;
        EXPECT_TRUE(choices.fitted()) << each.name;
        EXPECT_FALSE(run_with(*each.fixed, &choices, 1).failed()) << each.name;
    }
}

TEST(Zoo, FixedTwinsHold) {
    RandomStrategy random;
    Wandering tame(80);
    for (const ZooProgram& each : zoo()) {
        EXPECT_FALSE(run_with(*each.fixed, nullptr, 1).failed()) << each.name;
        EXPECT_FALSE(fails_within(*each.fixed, random, 300)) << each.name;
        EXPECT_FALSE(fails_within(*each.fixed, tame, 100)) << each.name;
    }
}

TEST(Zoo, TheClockNeverRaces) {
    RunSettings settings;
    settings.racing_clock = true;
    RandomStrategy random;
    for (const ZooProgram& each : zoo()) {
        for (settings.seed = 0; settings.seed < 100; ++settings.seed)
            EXPECT_FALSE(run_once(*each.fixed, settings, &random).failed()) << each.name;
    }
}

TEST(Zoo, RunsAreShort) {
    RandomStrategy random;
    for (const ZooProgram& each : zoo()) {
        for (const auto& twin : {each.broken, each.fixed}) {
            for (std::uint64_t run = 0; run < 20; ++run)
                EXPECT_LE(run_with(*twin, &random, mix(2, run)).steps, 400U) << twin->name();
        }
    }
}

TEST(Zoo, ARunCanBeMadeAgain) {
    for (const ZooProgram& each : zoo()) {
        for (const auto& twin : {each.broken, each.fixed}) {
            RunSettings settings;
            settings.seed = 5;
            const RecordedRun first = record_run(*twin, settings);
            const RecordedRun second = record_run(*twin, settings);
            EXPECT_EQ(digest_of(first.trace), digest_of(second.trace)) << twin->name();
            RandomStrategy random;
            EXPECT_EQ(run_with(*twin, &random, 5).verdict, first.outcome.verdict) << twin->name();
        }
    }
}

TEST(Zoo, TheManualNamesEveryProgram) {
    std::ifstream file("docs/zoo.md");
    const std::string manual{std::istreambuf_iterator<char>(file), {}};
    for (const ZooProgram& each : zoo()) {
        const std::string row = "| `" + each.name + "` | " + each.bug + " | ";
        EXPECT_NE(manual.find(row), std::string::npos) << row;
    }
}

}  // namespace
}  // namespace foliot
