// foliot check as a person at a shell meets it.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/testing/shell.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* locked_program = R"({"objects":{"L":{"type":"lock"}},"vars":[],"tasks":[
  {"name":"a","body":[["acquire","L"],["sleep",1],["release","L"]]},
  {"name":"b","body":[["acquire","L"],["sleep",1],["release","L"]]}],"start":["a","b"]})";

class CheckCli : public testing::Test {
  protected:
    void SetUp() override {
        const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("foliot-check-" + std::string(info->name()) + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "p.json") << locked_program;
        ASSERT_EQ(run("run p.json --trace t.json").status, 0);
        std::ifstream(folder_ / "t.json") >> trace_;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// Both of its streams.
    CommandEnd run(const std::string& words) const {
        return run_in_shell("cd " + folder_.string() + " && " FOLIOT_TOOL_PATH " " + words +
                            " 2>&1");
    }
    void write(const std::string& file) const { std::ofstream(folder_ / file) << trace_; }

    Json trace_;

  private:
    std::filesystem::path folder_;
};

TEST_F(CheckCli, SaysThatTheLawsHold) {
    const CommandEnd end = run("check t.json");
    EXPECT_EQ(end.status, 0);
    EXPECT_EQ(end.said,
              "p: 9 laws hold over " + std::to_string(trace_["events"].size()) + " events\n");
    const Json said = Json::parse(run("check t.json --json").said);
    EXPECT_EQ(said["laws"].size(), 9U);
    EXPECT_EQ(said["whole"], true);
    EXPECT_TRUE(said["broken"].is_null());
    EXPECT_EQ(run("check t.json --laws mutual-exclusion").said.find("p: 1 law holds over "), 0U);
}

TEST_F(CheckCli, NamesTheFirstLawThatIsBrokenAndItsStep) {
    for (Json& event : trace_["events"]) {
        if (event["what"] == "release") event["what"] = "acquire";
    }
    write("broken.json");
    const CommandEnd end = run("check broken.json");
    EXPECT_EQ(end.status, 1);
    EXPECT_EQ(end.said.find("BROKEN p  law mutual exclusion: a acquired Lock L while a held it "
                            "(step "),
              0U)
        << end.said;
    const Json said = Json::parse(run("check broken.json --json").said);
    EXPECT_EQ(said["broken"]["law"], "mutual exclusion");
    EXPECT_TRUE(said["broken"]["step"].is_number());
}

TEST_F(CheckCli, RefusesATraceThatDoesNotSayWhatItsEventsMean) {
    trace_.erase("kinds");
    write("old.json");
    const CommandEnd end = run("check old.json");
    EXPECT_EQ(end.status, 2);
    EXPECT_EQ(end.said,
              "foliot: old.json: does not say what its events mean, as newer traces do; record its "
              "run anew with this foliot\n");
}

TEST_F(CheckCli, SaysWhatIsJudgedInPart) {
    trace_["events"].erase(trace_["events"].size() - 1);
    trace_["dropped"] = 1;
    write("part.json");
    const CommandEnd end = run("check part.json");
    EXPECT_EQ(end.status, 6);
    EXPECT_NE(end.said.find("judged in part: 1 more events are not in the trace"),
              std::string::npos);
}

}  // namespace
}  // namespace foliot
