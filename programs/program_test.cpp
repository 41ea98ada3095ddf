#include "programs/program.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

Json small_program() {
    return Json::parse(R"({
        "objects": {"L": {"type": "lock"}, "E": {"type": "event"},
                    "C": {"type": "condition", "lock": "L"},
                    "S": {"type": "semaphore", "value": 2}},
        "vars": ["x"],
        "tasks": [{"name": "a", "body": [["with", "L", [["sleep", 1]]], ["join", "b"]]},
                  {"name": "b", "body": [["try", [["wait", "E"]], ["Cancelled"], [["raise"]]]]}],
        "start": ["a", "b"]})");
}

std::string refusal(const Json& document) {
    try {
        parse_program(document);
    } catch (const ProgramError& error) {
        return error.what();
    }
    return "accepted";
}

/// The refusal of the small program with one value replaced.
std::string refusal(const std::string& pointer, const Json& value) {
    Json document = small_program();
    document[Json::json_pointer(pointer)] = value;
    return refusal(document);
}

TEST(Program, ResolvesNamesAndPaths) {
    const Program program = parse_program(small_program());
    ASSERT_EQ(program.tasks.size(), 2U);
    const Statement& with = program.body(program.tasks[0].body)[0];
    EXPECT_EQ(with.op, Op::with);
    EXPECT_EQ(with.target, 0U);
    EXPECT_EQ(program.path(program.body(with.body)[0]), "0.0");
    const Statement& attempt = program.body(program.tasks[1].body)[0];
    EXPECT_EQ(program.path(program.body(attempt.body)[0]), "0.0");
    EXPECT_EQ(program.path(program.body(attempt.handler)[0]), "0.c0");
    EXPECT_EQ(program.objects[2].lock, 0U);
    EXPECT_EQ(program.start, (std::vector<std::size_t>{0, 1}));
}

TEST(Program, NamesThePlaceOfAnUnknownStatement) {
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"slep", 1})),
              "tasks[1].body[0]: unknown statement \"slep\"");
    EXPECT_EQ(refusal("/tasks/0/body/0/2/0", Json::array({"slep", 1})),
              "tasks[0].body[0][2][0]: unknown statement \"slep\"");
}

TEST(Program, RefusesWrongArguments) {
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"sleep"})),
              "tasks[1].body[0]: \"sleep\" takes 1 arguments, not 0");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"sleep", -1})),
              "tasks[1].body[0][1]: must lie between 0 and 1000000000000, not -1");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"sleep", 1.5})),
              "tasks[1].body[0][1]: must be an integer, not 1.5");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"sleep", 18446744073709551615U})),
              "tasks[1].body[0][1]: must lie between 0 and 1000000000000, not "
              "18446744073709551615");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"acquire", "M"})),
              "tasks[1].body[0][1]: unknown object \"M\"");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"set", "L"})),
              "tasks[1].body[0][1]: \"L\" is a lock, on which this statement does not work");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"add", "y", 1})),
              "tasks[1].body[0][1]: unknown variable \"y\"");
    EXPECT_EQ(refusal("/tasks/1/body/0", Json::array({"assert", "x", "=", 1})),
              "tasks[1].body[0][2]: unknown word \"=\"");
    EXPECT_EQ(refusal("/tasks/1/body/0", "sleep"),
              "tasks[1].body[0]: a statement is an array that begins with its name");
}

TEST(Program, TakesQueuesOfBothTypesWhereOneIsMeant) {
    for (const char* const type : {"queue", "lifo_queue"}) {
        Json document = small_program();
        document["objects"]["Q"] = {{"type", type}, {"maxsize", 1}};
        document["tasks"][1]["body"] = Json::parse(R"([["put", "Q", 1], ["get", "Q"]])");
        EXPECT_EQ(refusal(document), "accepted");
        document["tasks"][1]["body"] = Json::parse(R"([["set", "Q"]])");
        EXPECT_EQ(refusal(document), "tasks[1].body[0][1]: \"Q\" is a " + std::string(type) +
                                         ", on which this statement does not work");
    }
}

TEST(Program, RefusesWrongObjectsTasksAndKeys) {
    EXPECT_EQ(refusal("/objects/L/type", "mutex"), "objects.L.type: unknown type \"mutex\"");
    EXPECT_EQ(refusal("/objects/S/value", -1),
              "objects.S.value: must lie between 0 and 1000000000000, not -1");
    EXPECT_EQ(refusal("/objects/C/lock", "E"), "objects.C.lock: no lock \"E\" stands before it");
    EXPECT_EQ(refusal("/tasks/1/name", "a"), "tasks[1].name: a second task \"a\"");
    EXPECT_EQ(refusal("/start/1", "a"), "start[1]: task \"a\" is spawned a second time");
    EXPECT_EQ(refusal("/vars", {"x", "x"}), "vars: a second variable \"x\"");
    EXPECT_EQ(refusal("/start/1", "c"), "start[1]: unknown task \"c\"");
    EXPECT_EQ(refusal("/extra", 1), "program: unknown key \"extra\"");
    EXPECT_EQ(refusal(Json::array()), "program: must be an object");
    Json without = small_program();
    without.erase("start");
    EXPECT_EQ(refusal(without), "program: has no \"start\"");
}

TEST(Program, RefusesNestingWithoutEnd) {
    Json body = Json::array();
    for (int i = 0; i < 1000; ++i) {
        body = Json::array({Json::array({"finally", body, Json::array()})});
    }
    EXPECT_NE(refusal("/tasks/0/body", body).find("is nested too deeply"), std::string::npos);
}

TEST(Program, IsTheSameFromText) {
    const Program program = read_program(small_program().dump());
    EXPECT_EQ(program.statements.size(), parse_program(small_program()).statements.size());
    EXPECT_EQ(program.paths, parse_program(small_program()).paths);
    Json strange = small_program();
    strange["tasks"][0]["name"] = "\xc3\xa4";
    strange["start"][0] = "\xc3\xa4";
    EXPECT_EQ(read_program(strange.dump()).tasks[0].name, "\xc3\xa4");
}

TEST(Program, IsRefusedAsTextForTheSameReasons) {
    Json document = small_program();
    document["tasks"][1]["body"][0] = Json::array({"sleep", {{"deep", {1, 2}}}});
    const auto refused = [](const std::string& text) {
        try {
            read_program(text);
        } catch (const ProgramError& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    EXPECT_EQ(refused(document.dump()),
              "tasks[1].body[0][1]: must be an integer, not {\"deep\":[1,2]}");
    EXPECT_EQ(refused(document.dump()), refusal(document));
    EXPECT_EQ(refused("{\"objects\": {"), "not JSON at byte 14; is it complete?");
}

TEST(Program, GivesEachTaskItsOwnRegisters) {
    Json document = small_program();
    document["tasks"][0]["body"] =
        Json::parse(R"([["load", "r", "x"], ["load", "s", "x"], ["store", "x", "r", 1]])");
    document["tasks"][1]["body"] = Json::parse(R"([["load", "s", "x"]])");
    const Program program = parse_program(document);
    EXPECT_EQ(program.tasks[0].registers, 2U);
    EXPECT_EQ(program.tasks[1].registers, 1U);
    EXPECT_EQ(program.statements[1].reg, 1U);
    EXPECT_EQ(program.statements[2].reg, 0U);
    EXPECT_EQ(program.statements[3].reg, 0U);
}

}  // namespace
}  // namespace foliot
