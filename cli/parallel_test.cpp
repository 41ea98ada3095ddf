// Whoever makes the runs of an exploration, and however they are shared out: the report is the
// same.

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "cli/testing/shell.h"

namespace foliot {
namespace {

using Ended = CommandEnd;

const std::string one_program = "programs/conformance/lock.json --program lock-0003";

class Parallel : public testing::Test {
  protected:
    Parallel() { std::filesystem::remove_all(folder_); }
    ~Parallel() override { std::filesystem::remove_all(folder_); }

    /// What it prints on stdout, or on stderr where nothing comes there.
    static Ended foliot(const std::string& words, const char* streams = "2>/dev/null") {
        return run_in_shell(FOLIOT_TOOL_PATH " " + words + " " + streams + " </dev/null");
    }

    std::string with_traces(const std::string& words) const {
        return words + " --traces " + folder_.string();
    }

    /// The same report from any number of workers, and from any shards.
    void expect_one_report(const std::string& what, int status) {
        const std::string words = with_traces("explore " + what + " --json");
        const Ended one = foliot(words);
        EXPECT_EQ(one.status, status);
        EXPECT_GT(one.said.size(), 50U);
        for (const char* const jobs : {" -j0", " -j2", " -j5"}) {
            const Ended other = foliot(words + jobs);
            EXPECT_EQ(other.said, one.said) << jobs;
            EXPECT_EQ(other.status, status) << jobs;
        }
        for (const char* const shard : {" --shard 2/3", " --shard 0/3", " --shard 1/3 -j2"})
            foliot(words + shard);
        const Ended merged = foliot("merge " + folder_.string() + " --json");
        EXPECT_EQ(merged.said, one.said);
        EXPECT_EQ(merged.status, status);
        std::filesystem::remove_all(folder_);
    }

    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("foliot-parallel-" + std::to_string(getpid()));
};

TEST_F(Parallel, TheFirstFailureIsTheSame) {
    expect_one_report("coordinator-as-documented --runs 300", 1);
    expect_one_report(one_program + " --runs 400", 0);
}

TEST_F(Parallel, AllFailuresAreTheSame) {
    expect_one_report("coordinator-as-documented --runs 6 --keep-going --seed 9", 1);
    const std::string file = "zoo/programs.json";
    expect_one_report(file + " --program lost-update-3 --runs 300 --keep-going --seed 9", 1);
    expect_one_report("coordinator --runs 140 --strategy random --debug", 0);
}

TEST_F(Parallel, ExhaustiveSearchesAreTheSame) {
    const std::string file = "programs/reachability/reachable.json";
    expect_one_report(file + " --program timeout-004 --strategy dpor --outcomes", 0);
    expect_one_report(file + " --program lock-001 --strategy bounded:2 --outcomes", 0);
    for (const char* const program : {"lock-001", "gather-003", "barrier-002"})
        expect_one_report(file + " --program " + program + " --strategy dfs --outcomes", 0);
}

TEST_F(Parallel, MergeRefusesMissingShards) {
    const std::string words = with_traces("explore " + one_program + " --runs 300") + " --shard ";
    foliot(words + "0/3");
    foliot(words + "2/3");
    const Ended merged = foliot("merge " + folder_.string(), "2>&1");
    EXPECT_EQ(merged.status, 6);
    EXPECT_EQ(merged.said, "foliot: shard 1/3 of lock-0003 is missing\n");
}

TEST_F(Parallel, MergeRefusesShardsOfAnotherExploration) {
    foliot(with_traces("explore " + one_program + " --runs 300 --shard 0/2"));
    foliot(with_traces("explore " + one_program + " --runs 400 --shard 1/2"));
    const Ended merged = foliot("merge " + folder_.string(), "2>&1");
    EXPECT_EQ(merged.status, 6);
    EXPECT_NE(merged.said.find("is a shard of another exploration than"), std::string::npos)
        << merged.said;
}

TEST_F(Parallel, MergeRefusesFilesThatAreNoShards) {
    std::filesystem::create_directories(folder_);
    const std::string file = (folder_ / "shard-0-of-1-0.json").string();
    FILE* const out = std::fopen(file.c_str(), "w");
    std::fputs("{\"schema\":", out);
    std::fclose(out);
    const Ended merged = foliot("merge " + folder_.string(), "2>&1");
    EXPECT_EQ(merged.status, 2);
    EXPECT_NE(merged.said.find(file + ": is no result of a shard"), std::string::npos)
        << merged.said;
    EXPECT_EQ(foliot("merge /nowhere", "2>&1").status, 2);
}

TEST_F(Parallel, AnExhaustiveSearchThatIsCutShortIsIncomplete) {
    const Ended cut = foliot(
        "explore programs/reachability/reachable.json --program lock-001 --strategy dfs "
        "--runs 2");
    EXPECT_EQ(cut.status, 6);
    EXPECT_NE(cut.said.find("2 runs under dfs from seed 1, 0 failed: INCOMPLETE"),
              std::string::npos)
        << cut.said;
}

TEST_F(Parallel, PartialOrderReductionRefusesARacingClock) {
    const Ended ended = foliot("explore coordinator --strategy dpor --clock racing", "2>&1");
    EXPECT_EQ(ended.status, 2);
    EXPECT_EQ(ended.said, "foliot: dpor knows no racing clock; search with --strategy dfs\n");
}

TEST_F(Parallel, MoreRunsThanAnybodyCanMakeAreSharedOutToo) {
    const Ended ended = foliot("explore coordinator-as-documented --runs 18446744073709551615");
    EXPECT_EQ(ended.status, 1);
    EXPECT_NE(ended.said.find("coordinator-as-documented: 1 run under"), std::string::npos);
}

TEST_F(Parallel, ShardsAreNumberedFromZero) {
    for (const char* const wrong : {"3/3", "1", "a/b", "-1/2", "1/2x"}) {
        const Ended ended = foliot(std::string("explore coordinator --shard=") + wrong, "2>&1");
        EXPECT_EQ(ended.status, 2) << wrong;
        EXPECT_NE(ended.said.find("must be i/n"), std::string::npos) << ended.said;
    }
}

}  // namespace
}  // namespace foliot
