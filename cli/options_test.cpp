// Options of a scenario's own, as a person at a shell meets them.

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

class OptionsCli : public testing::Test {
  protected:
    void SetUp() override {
        folder_ =
            std::filesystem::temp_directory_path() / ("foliot-options-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    CommandEnd out(const std::string& words) const {
        return run_in_shell("cd " + folder_.string() + " && env -u FOLIOT_TRACE_DIR " +
                            FOLIOT_MISBEHAVING_PATH " " + words + " 2>/dev/null </dev/null");
    }
    std::string err(const std::string& words) const {
        return run_in_shell(FOLIOT_MISBEHAVING_PATH " " + words + " 2>&1 >/dev/null </dev/null")
            .said;
    }
    std::filesystem::path folder_;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(OptionsCli, HelpShowsThem) {
    const CommandEnd end = out("run counts --help");
    EXPECT_EQ(end.status, 0);
    EXPECT_TRUE(holds(end.said, "Options of counts:\n  --n N "));
    EXPECT_TRUE(holds(end.said, "  --calm  "));
    EXPECT_TRUE(holds(end.said, "  --nap[=T]  "));
    EXPECT_TRUE(holds(end.said, "is published in length; repeatable"));
    EXPECT_FALSE(holds(out("run holds --help").said, "Options of"));
}

TEST_F(OptionsCli, ARunGetsTheirValues) {
    const Json none = Json::parse(out("run counts --json").said);
    EXPECT_EQ(none["orders"], 4);
    EXPECT_EQ(none["letters"], 0);
    const CommandEnd end = out("run counts --word=ab --n 7 --word c --nap --json");
    const Json some = Json::parse(end.said);
    EXPECT_EQ(some["orders"], 7);
    EXPECT_EQ(some["letters"], 3);
}

TEST_F(OptionsCli, AreExploredInWorkersTracedShrunkAndReplayed) {
    const std::string words = " counts --n 64 --nap=2ms --strategy random -q --json";
    EXPECT_EQ(out("explore --calm -j2" + words).status, 0);
    const CommandEnd end = out("explore -j2" + words);
    EXPECT_EQ(end.status, 1);
    const Json failure = Json::parse(end.said)["failures"][0];
    const std::string trace = failure["trace"];
    std::ifstream stream(folder_ / trace);
    EXPECT_EQ(Json::parse(stream)["options"].dump(),
              R"([{"name":"--n","value":"64"},{"name":"--nap","value":"2ms"}])");
    const CommandEnd replayed = out("replay --json " + trace);
    EXPECT_EQ(replayed.status, 1);
    EXPECT_TRUE(Json::parse(replayed.said)["same"]);
    EXPECT_EQ(out("shrink " + trace).status, 0);
    const std::string seed = failure["seed"];
    EXPECT_EQ(out("run --seed " + seed + words).status, 1);
    EXPECT_EQ(out("run --seed " + seed + words + " --calm").status, 0);
}

TEST_F(OptionsCli, WrongOnesAreRefusedBeforeAnythingRuns) {
    EXPECT_EQ(out("run counts --n x").status, 2);
    EXPECT_TRUE(holds(err("run counts --n x"), "--n: \"x\" is no whole number from -2147483648"));
    EXPECT_TRUE(holds(err("run counts --n"), "--n: needs a value (N)"));
    EXPECT_TRUE(holds(err("run counts --calm=1"), "--calm: takes no value"));
    EXPECT_TRUE(holds(err("run counts --calm --calm"), "--calm: may be given once only"));
    EXPECT_TRUE(holds(err("run counts --nap=2"), "is no duration"));
    EXPECT_EQ(out("run holds --n 3").status, 2);
    EXPECT_TRUE(holds(err("run holds --n 3"), "unknown option --n"));
    EXPECT_EQ(out("explore counts holds --n x").status, 2);
}

TEST_F(OptionsCli, ATraceWhoseOptionsTheScenarioDoesNotTakeIsRefused) {
    EXPECT_EQ(out("run counts --n 5 --trace t.json").status, 0);
    std::ifstream stream(folder_ / "t.json");
    Json trace = Json::parse(stream);
    trace["options"][0]["name"] = "--m";
    std::ofstream(folder_ / "m.json") << trace.dump();
    EXPECT_EQ(out("replay t.json").status, 0);
    EXPECT_EQ(out("replay m.json").status, 2);
    EXPECT_EQ(out("shrink m.json").status, 2);
    const std::string why = err("replay " + (folder_ / "m.json").string());
    EXPECT_TRUE(holds(why, "m.json: its run was given what counts does not take (any more): --m:"));
}

}  // namespace
}  // namespace foliot
