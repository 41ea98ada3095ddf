#include "programs/simpler_programs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "programs/program.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

Json with_body(const std::string& body) {
    return {{"objects", Json::object()},
            {"vars", Json::array()},
            {"tasks", Json::array({{{"name", "a"}, {"body", Json::parse(body)}}})},
            {"start", Json::array({"a"})}};
}

/// The bodies of a program's only task in the programs that are simpler.
std::vector<std::string> simpler_bodies(const std::string& body) {
    std::vector<std::string> bodies;
    for (const Json& program : simpler_programs(with_body(body)))
        bodies.push_back(program["tasks"][0]["body"].dump());
    return bodies;
}

using Texts = std::vector<std::string>;

TEST(SimplerPrograms, LeaveOutAStatement) {
    EXPECT_EQ(simpler_bodies(R"([["raise"], ["sleep", 0]])"),
              (Texts{R"([["sleep",0]])", R"([["raise"]])"}));
}

TEST(SimplerPrograms, PutABodyInPlaceOfItsStatement) {
    const Texts bodies = simpler_bodies(R"([["finally", [["raise"]], [["sleep", 0]]]])");
    EXPECT_NE(std::find(bodies.begin(), bodies.end(), R"([["raise"]])"), bodies.end());
    EXPECT_NE(std::find(bodies.begin(), bodies.end(), "[]"), bodies.end());
    EXPECT_NE(std::find(bodies.begin(), bodies.end(), R"([["finally",[],[["sleep",0]]]])"),
              bodies.end());
}

TEST(SimplerPrograms, LowerNumbersAndCatchLess) {
    EXPECT_EQ(simpler_bodies(R"([["sleep", 5]])"),
              (Texts{"[]", R"([["sleep",0]])", R"([["sleep",2]])", R"([["sleep",4]])"}));
    EXPECT_EQ(simpler_bodies(R"([["try", [], ["Custom", "Value"], []]])"),
              (Texts{"[]", R"([["try",[],["Value"],[]]])", R"([["try",[],["Custom"],[]]])"}));
}

TEST(SimplerPrograms, LeaveOutATaskWhereverItIsNamed) {
    Json program = with_body(R"([["group", ["b"], [["join", "b"], ["raise"]]], ["cancel", "b"],
                                 ["gather", ["c", "b"], true]])");
    for (const char* const name : {"b", "c"})
        program["tasks"].push_back({{"name", name}, {"body", Json::array()}});
    const Json less = simpler_programs(program).at(0);  // "a" is all that starts, so it stays
    EXPECT_EQ(less["tasks"].size(), 2U);
    EXPECT_EQ(less["tasks"][0]["body"].dump(), R"([["raise"],["gather",["c"],true]])");
}

TEST(SimplerPrograms, LeaveOutAnObjectAndWhatWorksOnIt) {
    Json program = with_body(R"([["with", "L", [["raise"]]], ["wait", "C"]])");
    program["objects"]["L"] = {{"type", "lock"}};
    program["objects"]["C"] = {{"type", "condition"}, {"lock", "L"}};
    const Json less = simpler_programs(program).at(0);
    EXPECT_EQ(less["objects"].dump(), R"({"C":{"type":"condition","lock":null}})");
    EXPECT_EQ(less["tasks"][0]["body"].dump(), R"([["raise"],["wait","C"]])");
}

TEST(SimplerPrograms, LeaveOutAVariable) {
    Json program = with_body(R"([["add", "x", 1], ["load", "r", "y"]])");
    program["vars"] = {"x", "y"};
    const Json less = simpler_programs(program).at(0);
    EXPECT_EQ(less["vars"].dump(), R"(["y"])");
    EXPECT_EQ(less["tasks"][0]["body"].dump(), R"([["load","r","y"]])");
}

TEST(SimplerPrograms, ASingleEmptyTaskIsTheSimplest) {
    EXPECT_TRUE(simpler_programs(with_body("[]")).empty());
}

}  // namespace
}  // namespace foliot
