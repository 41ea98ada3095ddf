// The tool as a person at a shell meets it.

#include <gtest/gtest.h>

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

struct Said {
    int status;
    std::string out;
    std::string err;
};

/// A folder of its own for each test, gone afterwards.
class Cli : public testing::Test {
  protected:
    void SetUp() override {
        const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("foliot-cli-" + std::string(info->name()) + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Said run(const std::string& words, const std::string& variables = "") {
        const std::string command = "cd " + folder_.string() + " && env -u FOLIOT_TRACE_DIR " +
                                    variables + " " FOLIOT_TOOL_PATH " " + words +
                                    " 2>err.txt </dev/null";
        const CommandEnd end = run_in_shell(command);
        Said result{};
        result.status = end.status;
        result.out = end.said;
        result.err = read("err.txt");
        std::filesystem::remove(folder_ / "err.txt");
        return result;
    }
    std::string read(const std::string& name) const {
        std::ifstream stream(folder_ / name);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
    }
    /// One line on stderr, nothing on stdout, nothing written.
    void expect_refused(const std::string& words, const std::string& line,
                        const std::string& variables = "") {
        const auto before = files();
        const Said result = run(words, variables);
        EXPECT_EQ(result.status, 2) << words;
        EXPECT_EQ(result.out, "") << words;
        EXPECT_EQ(result.err, line + "\n") << words;
        EXPECT_EQ(files(), before) << words;
    }
    std::size_t files() const {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
            static_cast<void>(entry);
            ++count;
        }
        return count;
    }

    std::filesystem::path folder_;
};

constexpr const char* lost_update = R"({"objects":{},"vars":["x"],"tasks":[
  {"name":"a","body":[["sleep",0],["load","r","x"],["sleep",0],["store","x","r",1]]},
  {"name":"b","body":[["sleep",0],["sleep",0],["sleep",0],["add","x",1]]},
  {"name":"z","body":[["join","a"],["join","b"],["assert","x","==",2]]}],"start":["a","b","z"]})";

TEST_F(Cli, HelpAndVersionGoToStandardOutput) {
    const Said help = run("--help");
    EXPECT_EQ(help.status, 0);
    EXPECT_NE(help.out.find("explore"), std::string::npos);
    EXPECT_EQ(help.err, "");
    EXPECT_EQ(run("--version").out.substr(0, 7), "foliot ");
    EXPECT_EQ(run("explore --help").status, 0);
}

TEST_F(Cli, WrongUsageIsOneLineAndExitsWith2) {
    expect_refused("run nonsense", "foliot: unknown scenario \"nonsense\"; see foliot list");
    expect_refused("run nonsense.json", "foliot: nonsense.json: cannot be read; check the path");
    expect_refused("run coordinator --strategy rnadom",
                   "foliot run: --strategy: unknown strategy \"rnadom\"; there are: fifo random "
                   "pct[:D] pos surw urw dfs dpor bounded:K portfolio bytes[:HEX]; "
                   "see foliot run --help");
    expect_refused("list",
                   "foliot: unknown variable FOLIOT_SEDE; there are: FOLIOT_SEED "
                   "FOLIOT_RUNS FOLIOT_STRATEGY FOLIOT_TRACE_DIR FOLIOT_REPLAY "
                   "FOLIOT_SHRINK FOLIOT_SHRINK_TIME FOLIOT_LAWS FOLIOT_DEBUG",
                   "FOLIOT_SEDE=1");
    for (const char* const seed : {"-1", "18446744073709551616", "x"}) {
        expect_refused("run coordinator --seed=" + std::string(seed),
                       "foliot run: --seed: \"" + std::string(seed) +
                           "\" is no number from 0 to 18446744073709551615; see foliot run --help");
    }
    expect_refused("run coordinator --sede 1",
                   "foliot run: unknown option --sede; see foliot run --help");
    expect_refused("fly", "foliot: unknown verb \"fly\"; see foliot --help");
    expect_refused("run coordinator --feed none.gz",
                   "foliot: none.gz: cannot be opened: No such file or directory; give the path of "
                   "a recorded feed that can be read");
    write("bad.txt", "not a feed\n");
    expect_refused("run coordinator --feed bad.txt",
                   "foliot: bad.txt:1: the line does not begin with a time in nanoseconds and a "
                   "blank; mend or remove the line");
    EXPECT_EQ(run("").status, 2);
}

TEST_F(Cli, RefusesABadProgramAndNamesThePlace) {
    write("p.json",
          R"({"objects":{},"vars":[],"tasks":[{"name":"a","body":[["slep",1]]}],"start":["a"]})");
    expect_refused("run p.json", "foliot: p.json: tasks[0].body[0]: unknown statement \"slep\"");
    write("cut.json", R"({"objects":{},)");
    expect_refused("run cut.json", "foliot: cut.json: not JSON at byte 15; is it complete?");
    write("two.json", "[{\"name\":\"p\",\"program\":" + std::string(lost_update) +
                          "},{\"name\":\"q\",\"program\":" + lost_update + "}]");
    expect_refused("run two.json", "foliot: two.json: holds 2 programs; say which: --program NAME");
    expect_refused("run two.json --program r", "foliot: two.json: holds no program \"r\"");
    EXPECT_EQ(run("run two.json --program q").status, 0);
}

TEST_F(Cli, AProgramReportsInTheWordsOfTheVectors) {
    write("p.json", lost_update);
    const Said result = run("run p.json --json");
    EXPECT_EQ(result.status, 0);
    const Json report = Json::parse(result.out);
    EXPECT_EQ(report["verdict"], "completed");
    EXPECT_EQ(report["now"], 0);
    EXPECT_EQ(report["vars"]["x"], 2);
    EXPECT_EQ(report["log"][0], Json::array({0, "a", "0", "ok"}));
}

TEST_F(Cli, AReportShowsHowARunWent) {
    const Said plain = run("run coordinator");
    const Said reported = run("run coordinator --report");
    EXPECT_EQ(reported.status, 0);
    ASSERT_EQ(reported.out.substr(0, plain.out.size()), plain.out);
    const std::string report = reported.out.substr(plain.out.size());
    EXPECT_NE(report.find("\n  Lock buffer"), std::string::npos) << report;
    EXPECT_NE(report.find("steps that took 100ms or longer: 0\n"), std::string::npos) << report;
    EXPECT_NE(report.find("  30s "), std::string::npos) << report;
    const Json json = Json::parse(run("run coordinator --report --json").out);
    EXPECT_EQ(json["verdict"], "completed");
    const Json& processed = json["report"]["gauges"]["processed"];
    ASSERT_EQ(processed.size(), 3U);
    EXPECT_EQ(processed[1][0], 30'000'000'000);
    const std::int64_t done = processed[2][1].get<int>() - processed[1][1].get<int>();
    EXPECT_EQ(json["report"]["gauges"]["rate"][1][1], done / 30);
    EXPECT_EQ(run("explore coordinator --report").status, 2);
}

TEST_F(Cli, AReportOfAProgramIsOneMemberMore) {
    write("p.json", R"({"objects":{"L":{"type":"lock"}},"vars":[],"start":["a","b"],"tasks":[
        {"name":"a","body":[["with","L",[["sleep",3]]]]},
        {"name":"b","body":[["with","L",[["sleep",1]]]]}]})");
    const Said plain = run("run p.json --json");
    Json json = Json::parse(run("run p.json --json --report").out);
    const Json report = json["report"];
    json.erase("report");
    EXPECT_EQ(json, Json::parse(plain.out));
    ASSERT_EQ(report["primitives"].size(), 1U);
    EXPECT_EQ(report["primitives"][0]["object"], "Lock L");
    EXPECT_EQ(report["primitives"][0]["acquired"], 2);
    EXPECT_EQ(report["primitives"][0]["waits"], 1);
    EXPECT_EQ(report["primitives"][0]["longest_wait_ns"], 3'000'000);
    // A run that fails is reported as well.
    write("lost.json", lost_update);
    const Said failed = run("run lost.json --strategy random --seed 2 --report");
    EXPECT_NE(failed.out.find("steps that took"), std::string::npos) << failed.out;
}

TEST_F(Cli, ExploreFindsReplayRepeatsAndAnEditedChoiceDiverges) {
    write("p.json", lost_update);
    const Said found = run("explore p.json --json -q");
    EXPECT_EQ(found.status, 1);
    const Json report = Json::parse(found.out);
    ASSERT_EQ(report["failures"].size(), 1U);
    const Json& failure = report["failures"][0];
    EXPECT_EQ(failure["verdict"], "check");
    EXPECT_EQ(report["runs"], failure["run"].get<int>() + 1);
    const std::string trace = failure["trace"];

    const Said again = run("run p.json --seed=" + failure["seed"].get<std::string>());
    EXPECT_EQ(again.status, 1);

    const Said replayed = run("replay " + trace + " --json");
    EXPECT_EQ(replayed.status, 1);
    EXPECT_EQ(Json::parse(replayed.out)["digest"], Json::parse(read(trace))["digest"]);

    Json edited = Json::parse(read(trace));
    Json& choice = edited["choices"][0];
    choice["taken"] = (choice["taken"].get<int>() + 1) % choice["of"].get<int>();
    write("edited.json", edited.dump());
    const Said diverged = run("replay edited.json");
    EXPECT_EQ(diverged.status, 4);
    EXPECT_NE((diverged.out + diverged.err).find("step "), std::string::npos);

    EXPECT_EQ(run("show " + trace).status, 0);
    const Said exported = run("export " + trace + " --to json");
    EXPECT_EQ(exported.status, 0);
    EXPECT_EQ(Json::parse(exported.out), Json::parse(read(trace)));
}

TEST_F(Cli, ATraceThatIsDamagedOrNewerIsRefused) {
    write("p.json", lost_update);
    ASSERT_EQ(run("run p.json --trace t.json").status, 0);
    const std::string whole = read("t.json");
    write("cut.json", whole.substr(0, whole.size() / 2));
    Json newer = Json::parse(whole);
    newer["schema"] = "foliot-trace/2";
    write("newer.json", newer.dump());
    for (const char* const file : {"cut.json", "newer.json", "none.json"}) {
        const Said result = run("replay " + std::string(file));
        EXPECT_EQ(result.status, 2) << file;
        EXPECT_EQ(result.err.substr(0, 9 + std::string(file).size()),
                  "foliot: " + std::string(file) + ":");
        EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1);
    }
    Json stranger = Json::parse(whole);
    stranger.erase("program");
    stranger["scenario"] = "elsewhere";
    write("stranger.json", stranger.dump());
    const Said result = run("replay stranger.json");
    EXPECT_EQ(result.status, 2);
    EXPECT_NE(result.err.find("elsewhere"), std::string::npos);
}

TEST_F(Cli, TheSameExplorationPrintsTheSameBytes) {
    write("p.json", lost_update);
    const Said first = run("explore p.json --json --keep-going --runs 50 -q");
    EXPECT_EQ(first.status, 1);
    EXPECT_EQ(run("explore p.json --json --keep-going --runs 50 -q").out, first.out);
    EXPECT_EQ(run("explore p.json --json --keep-going -q", "FOLIOT_RUNS=50").out, first.out);
}

TEST_F(Cli, ConformComparesAndShowsTheFirstDifference) {
    write("v.json", R"([{"name":"v",
        "program":{"objects":{},"vars":[],"start":["a"],
                   "tasks":[{"name":"a","body":[["sleep",2]]}]},
        "expected":{"verdict":"completed","now":3,"objects":{},"tasks":{"a":"ok"},
                    "log":[[3,"a","0","ok"],[3,"a","end","ok"]]}}])");
    const Said result = run("conform v.json");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.out.find("expected row 0: [3,\"a\",\"0\",\"ok\"]"), std::string::npos);
    EXPECT_NE(result.out.find("got      row 0: [2,\"a\",\"0\",\"ok\"]"), std::string::npos);
    write("p.json", lost_update);
    EXPECT_EQ(run("conform p.json").status, 2);
}

}  // namespace
}  // namespace foliot
