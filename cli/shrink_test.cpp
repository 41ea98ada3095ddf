// foliot shrink as a person at a shell meets it.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "cli/testing/shell.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

using Ended = CommandEnd;

/// `a` and `b` add to x, each from what it read before the other wrote; others only take time.
constexpr const char* lost_update_program = R"({"objects":{},"vars":["x"],"tasks":[
  {"name":"a","body":[["sleep",0],["load","r","x"],["sleep",0],["store","x","r",1]]},
  {"name":"b","body":[["sleep",0],["sleep",0],["sleep",0],["add","x",1]]},
  {"name":"idle","body":[["sleep",0],["sleep",0],["sleep",0]]},
  {"name":"z","body":[["join","a"],["join","b"],["join","idle"],["assert","x","==",2]]}],
  "start":["a","b","idle","z"]})";

class ShrinkCli : public testing::Test {
  protected:
    void SetUp() override {
        const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("foliot-shrink-" + std::string(info->name()) + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "p.json") << lost_update_program;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// What goes to standard output.
    Ended out(const std::string& words, const std::string& variables = "") const {
        return run(variables + " " FOLIOT_TOOL_PATH " " + words + " 2>/dev/null");
    }
    /// What goes to standard error.
    Ended err(const std::string& words, const std::string& variables = "") const {
        return run(variables + " " FOLIOT_TOOL_PATH " " + words + " 2>&1 >/dev/null");
    }
    Json json(const std::string& file) const { return Json::parse(std::ifstream(folder_ / file)); }
    /// The choices of a trace other than 0.
    std::size_t deviations(const std::string& file) const {
        std::size_t count = 0;
        const Json trace = json(file);
        for (const Json& choice : trace["choices"])
            count += choice["taken"] != 0 ? 1 : 0;
        return count;
    }
    /// Makes runs until one fails by several choices other than 0; its trace is t.json.
    void fail() const {
        for (int seed = 0; seed < 200; ++seed) {
            const std::string words =
                "run p.json --strategy random --seed " + std::to_string(seed) + " --trace t.json";
            if (out(words).status == 1 && deviations("t.json") > 2) return;
        }
        FAIL() << "no run fails";
    }

    std::filesystem::path folder_;

  private:
    Ended run(const std::string& command) const {
        return run_in_shell("cd " + folder_.string() +
                            " && env -u FOLIOT_TRACE_DIR -u FOLIOT_SHRINK " + command +
                            " </dev/null");
    }
};

TEST_F(ShrinkCli, WritesTheSimplestTraceBesideAndSaysWhatIsLeft) {
    fail();
    const Ended shrunk = out("shrink t.json");
    EXPECT_EQ(shrunk.status, 0);
    EXPECT_EQ(deviations("t-min.json"), 2U);
    EXPECT_NE(shrunk.said.find("left:    2; the fewest with which it fails so"), std::string::npos)
        << shrunk.said;
    EXPECT_NE(shrunk.said.find(" ran before "), std::string::npos) << shrunk.said;
    EXPECT_EQ(out("replay t-min.json").status, 1);
    EXPECT_EQ(json("t-min.json")["seed"], json("t.json")["seed"]);
    EXPECT_EQ(json("t-min.json")["outcome"]["message"], json("t.json")["outcome"]["message"]);
    // Once more finds nothing simpler, and the same words.
    EXPECT_EQ(out("shrink t.json").said, shrunk.said);
}

TEST_F(ShrinkCli, PrintsOneDocumentInJson) {
    fail();
    const std::size_t before = deviations("t.json");
    const Ended shrunk = out("shrink t.json -o small.json --json -q");
    EXPECT_EQ(shrunk.status, 0);
    const Json said = Json::parse(shrunk.said);
    EXPECT_EQ(said["before"], before);
    EXPECT_EQ(said["after"], 2);
    EXPECT_EQ(said["left"].size(), 2U);
    EXPECT_EQ(said["minimal"], true);
    EXPECT_EQ(said["trace"], "small.json");
    EXPECT_EQ(said["digest"], json("small.json")["digest"]);
    EXPECT_FALSE(said.contains("statements_before"));
}

TEST_F(ShrinkCli, MakesTheProgramSmallerWhereAsked) {
    fail();
    const Ended shrunk = out("shrink t.json --program --json");
    EXPECT_EQ(shrunk.status, 0);
    const Json said = Json::parse(shrunk.said);
    EXPECT_LT(said["statements_after"], said["statements_before"]);
    // Without `idle`; the others are needed, for fifo's order must go on to hold.
    const Json smaller = json("t-min.json");
    EXPECT_EQ(smaller["program"]["tasks"].size(), 3U);
    EXPECT_GT(deviations("t-min.json"), 0U);
    EXPECT_EQ(out("replay t-min.json").status, 1);
}

TEST_F(ShrinkCli, RefusesWhatCannotBeShrunk) {
    EXPECT_EQ(out("run p.json --trace fine.json").status, 0);
    const Ended fine = err("shrink fine.json");
    EXPECT_EQ(fine.status, 2);
    EXPECT_EQ(fine.said,
              "foliot: fine.json: is the trace of a run that did not fail; there is "
              "nothing to shrink\n");
    fail();
    EXPECT_EQ(err("shrink t.json --shrink 3").said,
              "foliot: shrinking in 3 replays comes to nothing; give --shrink 4 or more\n");
    EXPECT_EQ(err("shrink t.json", "FOLIOT_SHRINK=0").status, 2);
    EXPECT_EQ(err("shrink p.json").status, 2);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "t-min.json"));
    EXPECT_EQ(out("shrink t.json --shrink 4").status, 0);
}

TEST_F(ShrinkCli, ATraceThatDoesNotFailAgainIsNotDeterministic) {
    fail();
    Json trace = json("t.json");
    trace["program"]["tasks"][3]["body"][3][2] = "<=";
    std::ofstream(folder_ / "t.json") << trace.dump();
    const Ended shrunk = err("shrink t.json");
    EXPECT_EQ(shrunk.status, 4);
    EXPECT_EQ(shrunk.said,
              "foliot: t.json: NOT DETERMINISTIC: made again, the run went another "
              "way\n");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "t-min.json"));
}

}  // namespace
}  // namespace foliot
