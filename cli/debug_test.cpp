// Debug mode as a person at a shell meets it.

#include <gtest/gtest.h>
#include <regex.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/testing/shell.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

using Ended = CommandEnd;

class DebugCli : public testing::Test {
  protected:
    void SetUp() override {
        const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("foliot-debug-" + std::string(info->name()) + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// What goes to standard output.
    Ended out(const std::string& words, const std::string& variables = "") const {
        return run(variables + " " FOLIOT_MISBEHAVING_PATH " " + words + " 2>/dev/null");
    }
    /// What goes to standard error.
    Ended err(const std::string& words, const std::string& variables = "") const {
        return run(variables + " " FOLIOT_MISBEHAVING_PATH " " + words + " 2>&1 >/dev/null");
    }

  private:
    Ended run(const std::string& command) const {
        return run_in_shell("cd " + folder_.string() +
                            " && env -u FOLIOT_TRACE_DIR -u FOLIOT_DEBUG " + command +
                            " </dev/null");
    }

    std::filesystem::path folder_;
};

bool matches(const std::string& text, const std::string& pattern) {
    regex_t compiled;
    EXPECT_EQ(regcomp(&compiled, ("^(" + pattern + ")$").c_str(), REG_EXTENDED | REG_NOSUB), 0);
    const bool matched = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return matched;
}

const std::string slow =
    R"(warning: step 2, t=121ms: Executing main took 0\.120 seconds \(.*misbehaving\.cpp:[0-9]+\))";

TEST_F(DebugCli, RunPrintsWarningsOnStandardErrorOneLineEach) {
    const Ended debug = err("run slow --debug");
    EXPECT_EQ(debug.status, 0);
    EXPECT_TRUE(matches(debug.said, slow + "\n")) << debug.said;
    EXPECT_EQ(err("run slow").said, "");
    EXPECT_EQ(out("run slow --debug").said, out("run slow").said);
    const std::string forgotten =
        R"(warning: step 0, t=0s: coroutine 'forgotten' was never awaited \(.*\)
)";
    EXPECT_TRUE(matches(err("run forgets --debug").said, forgotten)) << err("run forgets").said;
}

TEST_F(DebugCli, TheDocumentInJsonHoldsTheWarningsInDebugModeOnly) {
    const Json debug = Json::parse(out("run slow --debug --json").said);
    ASSERT_EQ(debug["warnings"].size(), 1U);
    const Json& warning = debug["warnings"][0];
    EXPECT_EQ(warning["kind"], "slow_step");
    EXPECT_EQ(warning["message"], "Executing main took 0.120 seconds");
    EXPECT_EQ(warning["step"], 2);
    EXPECT_EQ(warning["time_ns"], 121'000'000);
    Json plain = Json::parse(out("run slow --json").said);
    EXPECT_FALSE(plain.contains("warnings"));
    plain["warnings"] = debug["warnings"];
    EXPECT_EQ(plain, debug);
    EXPECT_EQ(Json::parse(out("run holds --debug --json").said)["warnings"], Json::array());
}

TEST_F(DebugCli, AnOptionSaysFromWhenOnAStepIsSlow) {
    EXPECT_EQ(err("run slow --debug --slow-callback-duration 121ms").said, "");
    EXPECT_NE(err("run slow --debug --slow-callback-duration 120ms").said, "");
    EXPECT_NE(err("run slow --debug --slow-callback-duration 120000us").said, "");
    EXPECT_EQ(err("run slow --debug --slow-callback-duration 1s").said, "");
    for (const char* const wrong : {"5", "x", "-1ms", "1.5s", "ms", "9999999999999999s"}) {
        const Ended refused =
            err("run slow --debug --slow-callback-duration=" + std::string(wrong));
        EXPECT_EQ(refused.status, 2) << wrong;
        EXPECT_EQ(refused.said,
                  "foliot run: --slow-callback-duration: give a whole number and a unit: 500us, "
                  "50ms, 1s; see foliot run --help\n");
    }
    const Ended idle = err("run slow --slow-callback-duration 1s");
    EXPECT_EQ(idle.status, 2);
    EXPECT_EQ(idle.said,
              "foliot: --slow-callback-duration: tells debug mode what to warn of; add --debug\n");
}

TEST_F(DebugCli, AVariableSwitchesItOn) {
    EXPECT_TRUE(matches(err("run slow", "FOLIOT_DEBUG=1").said, slow + "\n"));
    EXPECT_EQ(err("run slow", "FOLIOT_DEBUG=0").said, "");
    const Ended wrong = err("run slow", "FOLIOT_DEBUG=on");
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(wrong.said, "foliot: FOLIOT_DEBUG: \"on\" is neither 0 nor 1\n");
}

TEST_F(DebugCli, ExplorePrintsEachMessageOnceWithItsCountAndItsSeed) {
    const Ended debug = err("explore slow --debug --runs 20 --seed 5 -q");
    EXPECT_EQ(debug.status, 0);
    EXPECT_TRUE(matches(debug.said, slow + "  20 times, first with seed 5\n")) << debug.said;
    EXPECT_EQ(err("explore slow --runs 20 -q").said, "");
    const Json report = Json::parse(out("explore slow --debug --runs 20 --json -q").said);
    ASSERT_EQ(report["warnings"].size(), 1U);
    EXPECT_EQ(report["warnings"][0]["count"], 20);
    EXPECT_EQ(report["warnings"][0]["seed"], "1");
    EXPECT_FALSE(Json::parse(out("explore slow --runs 2 --json -q").said).contains("warnings"));
}

TEST_F(DebugCli, AReplayIsTheSameRunAndWarnsAgain) {
    ASSERT_EQ(out("run slow --trace t.json").status, 0);
    const Ended debug = err("replay t.json --debug");
    EXPECT_EQ(debug.status, 0);
    EXPECT_TRUE(matches(debug.said, slow + "\n")) << debug.said;
    EXPECT_EQ(err("replay t.json").said, "");
    const Json report = Json::parse(out("replay t.json --debug --json").said);
    EXPECT_EQ(report["same"], true);
    EXPECT_EQ(report["warnings"].size(), 1U);
    EXPECT_NE(out("show t.json").said.find("spends 120ms"), std::string::npos);
}

TEST_F(DebugCli, ACallFromAWrongThreadFailsAndItsTraceReplays) {
    EXPECT_EQ(out("run wrong_thread").status, 0);
    const Ended failed = out("run wrong_thread --debug --trace t.json");
    EXPECT_EQ(failed.status, 1);
    EXPECT_NE(failed.said.find("main waits for Event"), std::string::npos) << failed.said;
    const std::string why = err("run wrong_thread --debug").said;
    EXPECT_NE(why.find("Thread exception was never retrieved: outside raised Runtime: "
                       "Non-thread-safe operation invoked on an event loop other than the current "
                       "one"),
              std::string::npos)
        << why;
    EXPECT_EQ(out("replay t.json").status, 1);
}

TEST_F(DebugCli, HelpNamesIt) {
    for (const char* const verb : {"run", "explore", "replay"}) {
        const std::string help = out(std::string(verb) + " --help").said;
        EXPECT_NE(help.find("--debug"), std::string::npos) << verb;
        EXPECT_NE(help.find("--slow-callback-duration"), std::string::npos) << verb;
    }
    EXPECT_NE(out("--help").said.find("FOLIOT_DEBUG"), std::string::npos);
}

}  // namespace
}  // namespace foliot
