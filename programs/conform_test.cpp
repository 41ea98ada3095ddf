#include "programs/conform.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "programs/program.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

class Conform : public testing::Test {
  protected:
    ~Conform() override { std::filesystem::remove(file_); }

    Conformance of(const Json& vectors) const {
        std::ofstream(file_) << vectors.dump();
        return conform(file_);
    }
    std::string refused(const Json& vectors) const {
        try {
            static_cast<void>(of(vectors));
        } catch (const ProgramError& error) {
            return std::string(error.what()).substr(file_.size());
        }
        return "nothing";
    }

    std::string file_ = testing::TempDir() +
                        testing::UnitTest::GetInstance()->current_test_info()->name() + ".json";
};

/// Two tasks that are ready at the same time, logged in the order in which they run.
Json two_tasks(const Json& log) {
    return {{"name", "v"},
            {"program", Json::parse(R"({"objects": {}, "start": ["a", "b"], "tasks": [
                {"name": "a", "body": []}, {"name": "b", "body": []}]})")},
            {"expected",
             {{"verdict", "completed"},
              {"now", 0},
              {"log", log},
              {"objects", Json::object()},
              {"tasks", {{"a", "ok"}, {"b", "ok"}}}}}};
}

const Json a_first = Json::parse(R"([[0, "a", "end", "ok"], [0, "b", "end", "ok"]])");
const Json b_first = Json::parse(R"([[0, "b", "end", "ok"], [0, "a", "end", "ok"]])");

TEST_F(Conform, RunsAVectorInAsynciosOrder) {
    const Conformance result = of(Json::array({two_tasks(a_first), two_tasks(b_first)}));
    EXPECT_EQ(result.passed, 1U);
    EXPECT_EQ(result.failed, 1U);
    EXPECT_EQ(result.differences,
              std::vector<std::string>{"v:\n"
                                       "  expected row 0: [0,\"b\",\"end\",\"ok\"]\n"
                                       "  got      row 0: [0,\"a\",\"end\",\"ok\"]\n"});
}

TEST_F(Conform, RunsAVectorInTheOrderOfItsChoices) {
    Json vector = two_tasks(b_first);
    vector["choices"] = Json::parse("[[2, 1]]");
    EXPECT_EQ(of(Json::array({vector})).passed, 1U);
    vector["choices"] = Json::parse("[[2, 0]]");
    EXPECT_EQ(of(Json::array({vector})).failed, 1U);
}

TEST_F(Conform, SaysThatChoicesDoNotFit) {
    Json vector = two_tasks(a_first);
    vector["choices"] = Json::parse("[[3, 0]]");
    EXPECT_EQ(of(Json::array({vector})).differences,
              std::vector<std::string>{"v:\n  the choices do not fit: other handles were ready\n"});
}

TEST_F(Conform, RefusesFilesThatAreNoVectors) {
    Json vector = two_tasks(a_first);
    vector.erase("expected");
    EXPECT_EQ(refused(Json::array({vector})), ": v has no \"expected\" with a log");
    EXPECT_EQ(refused(Json::array({1})), "[0]: must be an object with name and program");
}

TEST_F(Conform, CountsChoicesThatAreNoneAsADifference) {
    Json vector = two_tasks(a_first);
    for (const char* const wrong : {"[[2]]", "[[2, -1]]", "[7]"}) {
        vector["choices"] = Json::parse(wrong);
        EXPECT_EQ(
            of(Json::array({vector})).differences,
            std::vector<std::string>{"v:\n  v: \"choices\" must be a list of [options, taken]\n"})
            << wrong;
    }
}

}  // namespace
}  // namespace foliot
