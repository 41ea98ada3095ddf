// What exhaustive strategies promise: every outcome that any order gives, no other, and an end.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "explore/explore.h"
#include "programs/program_scenario.h"
#include "properties/generators/any_program.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

struct Searched {
    std::set<std::string> outcomes;  // with sorted keys
    std::uint64_t runs = 0;
    std::uint64_t redundant = 0;
    bool complete = false;
};

std::string sorted(const std::string& text) {
    return nlohmann::json::parse(text).dump();
}

/// `runs` 0: to the end.
Searched search(const Scenario& scenario, const std::string& strategy, std::uint64_t runs = 0) {
    ExploreOptions options;
    options.strategy = strategy;
    options.runs = runs;
    options.keep_going = true;
    options.outcomes = true;
    const Exploration found = explore(scenario, options);
    Searched result{{}, found.runs, found.redundant, found.complete};
    for (const std::string& text : found.outcomes)
        result.outcomes.insert(sorted(text));
    return result;
}

Json reachability() {
    std::ifstream stream("programs/reachability/reachable.json");
    return Json::parse(stream);
}

std::set<std::string> recorded(const Json& entry) {
    std::set<std::string> outcomes;
    for (const Json& outcome : entry["reachable"])
        outcomes.insert(sorted(outcome.dump()));
    return outcomes;
}

class Reachability : public testing::Test {
  protected:
    static void compare(const std::string& strategy, std::uint64_t& runs, bool every_order) {
        for (const Json& entry : reachability()) {
            const ProgramScenario program(entry["name"], entry["program"]);
            const Searched found = search(program, strategy);
            EXPECT_TRUE(found.complete) << program.name();
            EXPECT_EQ(found.outcomes, recorded(entry)) << program.name();
            if (every_order) {
                EXPECT_EQ(found.runs, entry["schedules"].get<std::uint64_t>()) << program.name();
            }
            runs += found.runs;
        }
    }
};

TEST_F(Reachability, DfsMakesEveryOrderOnceAndFindsWhatWasRecorded) {
    std::uint64_t runs = 0;
    compare("dfs", runs, true);
    EXPECT_EQ(runs, 48'909U);
}

TEST_F(Reachability, DporFindsTheSameInAFractionOfTheRuns) {
    std::uint64_t runs = 0;
    compare("dpor", runs, false);
    EXPECT_LT(runs, 3'000U);
}

/// How many random programs are tried.
#ifdef FOLIOT_SLOW_BUILD
constexpr std::uint64_t programs = 200;
#else
constexpr std::uint64_t programs = 1'500;
#endif

/// Programs of RapidCheck's, small enough for every order to be tried.
TEST(Dpor, FindsWhatDfsFindsInRandomPrograms) {
    constexpr std::uint64_t most_runs = 3'000;
    std::uint64_t compared = 0;
    std::uint64_t orders = 0;
    std::uint64_t runs = 0;
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        const int size = static_cast<int>(seed % 40);
        const Json document = *any_program()(rc::Random(seed), size).value().document;
        const ProgramScenario program("any-" + std::to_string(seed), document);
        const Searched every = search(program, "dfs", most_runs);
        if (!every.complete) continue;
        const Searched reduced = search(program, "dpor", most_runs);
        ASSERT_TRUE(reduced.complete) << seed << ": more runs than there are orders";
        ASSERT_EQ(reduced.outcomes, every.outcomes) << seed << ": " << document;
        ++compared;
        orders += every.runs;
        runs += reduced.runs;
    }
    EXPECT_GT(compared, programs / 2);
    EXPECT_LT(5 * runs, orders);
}

/// Three tasks `sleep 0; acquire; sleep 0; release`: other tools agree on the number of orders.
TEST(Dfs, MakesAsManyRunsAsThereAreOrders) {
    Json tasks = Json::array();
    Json start = Json::array();
    for (const char* const name : {"a", "b", "c"}) {
        const Json body =
            Json::parse(R"([["sleep",0],["acquire","L"],["sleep",0],["release","L"]])");
        tasks.push_back({{"name", name}, {"body", body}});
        start.push_back(name);
    }
    const Json document = {{"objects", {{"L", {{"type", "lock"}}}}},
                           {"vars", Json::array()},
                           {"tasks", tasks},
                           {"start", start}};
    const ProgramScenario program("three", document);
    EXPECT_EQ(search(program, "dfs").runs, 780U);
    EXPECT_LT(search(program, "dpor").runs, 40U);
}

}  // namespace
}  // namespace foliot
