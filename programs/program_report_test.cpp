#include "programs/program_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "programs/program_scenario.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

TEST(ProgramReport, TellsEverythingThatVectorsExpect) {
    const std::string program = R"({
        "objects": {"L": {"type": "lock"}, "S": {"type": "semaphore", "value": 2}},
        "vars": ["x"],
        "tasks": [{"name": "a", "body": [["with", "L", [["add", "x", 10]]], ["locked", "L"]]},
                  {"name": "b", "body": [["try", [["raise"]], ["Custom"], [["sleep", 12]]]]},
                  {"name": "c", "body": []}],
        "start": ["a", "b"]})";
    EXPECT_EQ(run_program_text(program, {}),
              R"({"verdict":"completed","now":12,"log":[[0,"a","0.0","ok"],[0,"a","0","ok"],)"
              R"([0,"a","1",false],[0,"a","end","ok"],[0,"b","0.0","Custom"],)"
              R"([12,"b","0.c0","ok"],[12,"b","0","caught"],[12,"b","end","ok"]],)"
              R"("objects":{"L":false,"S":2},"tasks":{"a":"ok","b":"ok"},"vars":{"x":10}})");
}

TEST(ProgramReport, SpellsNamesAsJsonDoes) {
    const std::string strange = "\"\\\n\x01 \xc3\xa4\x7f";
    Json program = Json::parse(R"({"objects": {}, "tasks": [], "start": []})");
    program["objects"][strange] = {{"type", "lock"}};
    program["vars"] = {strange};
    program["tasks"] = {{{"name", strange}, {"body", Json::array()}}};
    program["start"] = {strange};
    const std::string report = run_program_text(program.dump(), {});
    const Json parsed = Json::parse(report);
    EXPECT_EQ(parsed.dump(), report);
    EXPECT_EQ(parsed["log"], (Json::array({Json::array({0, strange, "end", "ok"})})));
    EXPECT_EQ(parsed["tasks"], (Json{{strange, "ok"}}));
}

TEST(ProgramReport, CountsAFailedAssertAsAnOrdinaryEnd) {
    const std::string program = R"({"objects": {}, "vars": ["x"], "start": ["a"],
        "tasks": [{"name": "a", "body": [["assert", "x", "==", 1]]}]})";
    const Json report = Json::parse(run_program_text(program, {}));
    EXPECT_EQ(report["verdict"], "completed");
    EXPECT_EQ(report["tasks"]["a"], "Assert");
}

}  // namespace
}  // namespace foliot
