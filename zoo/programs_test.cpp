// The programs of the zoo that are data: programs.json says of each how it fails, what fifo makes
// of it, and in which share of random orders CPython's asyncio failed.

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "explore/explore.h"
#include "explore/testing/runs.h"
#include "programs/program_scenario.h"
#include "sim/rng.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

std::string symptom_of(const Outcome& outcome) {
    if (!outcome.failed()) return "ok";
    return outcome.verdict == Verdict::check ? "assert" : std::string(name_of(outcome.verdict));
}

TEST(ZooPrograms, FailAsOftenAsInAsyncio) {
    constexpr std::uint32_t runs = 2'000;
    const Json entries = Json::parse(std::ifstream("zoo/programs.json"));
    ASSERT_EQ(entries.size(), 12U);
    for (const Json& entry : entries) {
        const std::string name = entry.at("name");
        const ProgramScenario scenario(name, entry.at("program"));
        RunSettings settings;
        settings.strategy = "fifo";
        EXPECT_EQ(symptom_of(run_once(scenario, settings, nullptr)),
                  entry.at("fifo").get<std::string>())
            << name;

        settings.strategy = "random";
        RandomStrategy random;
        std::uint32_t failed = 0;
        for (std::uint32_t run = 0; run < runs; ++run) {
            settings.seed = mix(1, run);
            const std::string symptom = symptom_of(run_once(scenario, settings, &random));
            if (symptom == "ok") continue;
            ++failed;
            EXPECT_EQ(symptom, entry.at("symptom").at(0).get<std::string>()) << name;
        }
        // Two samples of 2,000 each: four standard deviations at most.
        const double share = static_cast<double>(failed) / runs;
        const double expected = entry.at("random_walk");
        const double bound = 4 * std::sqrt(2 * expected * (1 - expected) / runs);
        EXPECT_NEAR(share, expected, bound) << name;
    }
}

}  // namespace
}  // namespace foliot
