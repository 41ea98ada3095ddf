// The laws over what the library brings itself: the coordinator, and every conformance program.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "coordinator/scenarios/coordinator_scenarios.h"
#include "explore/explore.h"
#include "programs/program_scenario.h"
#include "properties/laws/laws.h"
#include "sim/loop.h"
#include "strategies/random.h"

namespace foliot {
namespace {

/// Runs under all laws; gives the violation, or nothing.
std::string violation(const Scenario& scenario, std::uint64_t seed) {
    RunSettings settings;
    settings.seed = seed;
    LoopOptions options = loop_options(scenario, settings);
    RandomStrategy strategy;
    options.strategy = &strategy;
    Loop loop(options);
    Laws laws(loop);
    laws.add_all();
    const Outcome outcome = laws.finish(scenario.run(loop, inputs_under("random", {})));
    if (laws.broken() == nullptr) return {};
    return scenario.name() + " seed " + std::to_string(seed) + ": " + outcome.message;
}

TEST(LawsHold, InTheCoordinatorUnderManySeeds) {
    register_coordinator_scenarios();
    const Scenario& scenario = *Scenarios::all().find("coordinator");
    for (std::uint64_t run = 0; run < 100; ++run) {
        EXPECT_EQ(violation(scenario, run_seed(1, run)), "");
    }
}

TEST(LawsHold, InEveryConformanceProgram) {
    std::size_t programs = 0;
    for (const auto& entry : std::filesystem::directory_iterator("programs/conformance")) {
        if (entry.path().extension() != ".json") continue;
        for (const ProgramEntry& each : read_programs(entry.path().string())) {
            const ProgramScenario scenario(each.name, *each.program);
            for (const std::uint64_t seed : {1, 2})
                EXPECT_EQ(violation(scenario, seed), "");
            ++programs;
        }
    }
    EXPECT_GE(programs, 1'000U);
}

}  // namespace
}  // namespace foliot
