// What is said of runs that do to their process, or to their worker, what no run should.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/testing/shell.h"

namespace foliot {
namespace {

using Ended = CommandEnd;

class Hostile : public testing::Test {
  protected:
    Hostile() { std::filesystem::create_directories(folder_); }
    ~Hostile() override { std::filesystem::remove_all(folder_); }

    /// Both streams of a command in a folder of its own.
    Ended run(const std::string& words, const std::string& variables = "") const {
        return run_in_shell("cd " + folder_.string() + " && env -u FOLIOT_TRACE_DIR " + variables +
                            " timeout 60 " FOLIOT_HOSTILE_PATH " " + words + " 2>&1 </dev/null");
    }
    Ended explore(const std::string& words, const std::string& variables = "") const {
        return run("explore " + words + " -q --run-timeout 500ms --shrink-time 2s", variables);
    }

    /// The check is told, with a trace that replays; whatever happened beside it.
    void expect_check(const std::string& words) const {
        const Ended ended = explore(words);
        EXPECT_EQ(ended.status, 1) << words << ended.said;
        const std::size_t found = ended.said.find("found check failed: k == 3, shrinking (trace: ");
        const std::size_t block = ended.said.find("check failed: k == 3  cli/testing/hostile.cpp:");
        EXPECT_LT(found, block) << ended.said;
        EXPECT_NE(block, std::string::npos) << ended.said;
        EXPECT_NE(ended.said.find("  shrunk:  1 choice -> 1   (at step 2 main got k="),
                  std::string::npos)
            << ended.said;
        EXPECT_NE(ended.said.find("passed over "), std::string::npos) << ended.said;
        const std::size_t replay = ended.said.find("replay foliot-traces/");
        const std::size_t end = ended.said.find('\n', replay);
        const Ended again = run(ended.said.substr(replay, end - replay));
        EXPECT_EQ(again.status, 1) << again.said;
        EXPECT_NE(again.said.find("check failed: k == 3"), std::string::npos) << again.said;
    }

    void expect_said(const Ended& ended, int status, const std::string& words) const {
        EXPECT_EQ(ended.status, status) << ended.said;
        EXPECT_NE(ended.said.find(words), std::string::npos) << ended.said;
    }

    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("foliot-hostile-" + std::to_string(getpid()));
};

TEST_F(Hostile, ACheckBesideAnAbortIsFoundStoredAndShrunk) {
    for (const char* const how : {"", " -j2", " --jobs 0"})
        expect_check(std::string("check_beside_abort --strategy random --seed 1") + how);
    expect_check("check_beside_exit --strategy random --seed 1");
}

TEST_F(Hostile, ACheckBesideAHangIsFoundStoredAndShrunk) {
    expect_check("check_beside_hang --strategy random --seed 1");
}

TEST_F(Hostile, ShrinkingStopsWhereItsTimeIsUpAndSaysSo) {
    const Ended ended =
        run("explore check_beside_hang -q --strategy random --run-timeout 60s --shrink-time 200ms");
    expect_said(ended, 1, "check failed: k == 3");
    expect_said(ended, 1, "stopped after 200ms: a candidate took too long\n");
    expect_said(ended, 1, "  replay:  foliot replay foliot-traces/");
}

TEST_F(Hostile, AnInterruptEndsShrinking) {
    const Ended ended = run_in_shell(
        "cd " + folder_.string() +
        "; env -u FOLIOT_TRACE_DIR " FOLIOT_HOSTILE_PATH
        " explore check_beside_hang -q --strategy random --run-timeout 60s --shrink-time 60s 2>&1 "
        "</dev/null & sleep 0.5; kill -INT $!; wait $!; echo status=$?");
    expect_said(ended, 0, "  shrunk:  not at all   stopped: interrupted\n");
    expect_said(ended, 0, "status=130\n");
}

TEST_F(Hostile, ShrinkPassesOverCandidatesThatEndTheirProcess) {
    expect_said(explore("check_beside_abort --strategy random --shrink 0"), 1, "FAILED ");
    const Ended ended = run("shrink foliot-traces/check_beside_abort-1.json");
    expect_said(ended, 0, "killed by SIGABRT");
    expect_said(ended, 0, "replay:  foliot replay foliot-traces/check_beside_abort-1-min.json");
    expect_said(run("replay foliot-traces/check_beside_abort-1-min.json"), 1, "the same run");
}

TEST_F(Hostile, NoRunThatEndsItsProcessHolds) {
    const std::string said = "crash: the run ended its process: exit status ";
    for (const char* const how : {"", " -j2", " --strategy dfs"}) {
        expect_said(explore(std::string("exits") + how), 1, said + "0\n");
        expect_said(explore(std::string("exits_quickly") + how), 1, said + "0\n");
    }
    expect_said(explore("ends_with_42 --keep-going --strategy dfs"), 1, said + "42\n");
    expect_said(explore("ends_with_42 --strategy random --keep-going"), 1, said + "42\n");
}

TEST_F(Hostile, InProcessTooExitIsAFailure) {
    const std::string said = "crash: the run ended its process: exit()";
    expect_said(run("run exits"), 1, said);
    expect_said(run("run exits_quickly"), 1, said);
    expect_said(explore("exits --jobs 0"), 1, said);
}

TEST_F(Hostile, ARunWhoseWorkerWasKilledIsMadeAgain) {
    for (const char* const strategy : {"random", "dfs"}) {
        const Ended ended = explore(std::string("killed_once --strategy ") + strategy,
                                    "KILLED_ONCE=" + std::string(strategy));
        expect_said(ended, 0, "a worker was lost: killed by SIGKILL; made again, that run holds\n");
        expect_said(ended, 0, " runs under ");
    }
    expect_said(explore("kills_itself"), 1,
                "crash: the run took its process with it: killed by SIGKILL");
}

TEST_F(Hostile, AFailureThatDoesNotHappenAgainIsTold) {
    expect_said(explore("fails_then_aborts --strategy random", "FAILS_ONCE=a"), 4,
                "check failed: false  cli/testing/hostile.cpp:");
    const Ended ended = explore("fails_then_holds --strategy random", "FAILS_ONCE=b");
    expect_said(ended, 4, "check failed: false  cli/testing/hostile.cpp:");
    expect_said(ended, 4, "NOT DETERMINISTIC: made again with this seed, the run went another way");
    expect_said(ended, 4, "   (of the run as it was made again)\n");
}

TEST_F(Hostile, WhatDisturbsTheReportsIsAFailureOfTheRunThatDidSo) {
    const std::string said = "crash: the run took its process with it: ";
    for (const char* const how : {" --strategy random -j2", " --strategy dfs"}) {
        expect_said(explore(std::string("writes_into_all_files") + how), 1, said);
        expect_said(explore(std::string("goes_on_twice") + how), 1,
                    said + "a process that the run forked went on in its place");
    }
}

TEST_F(Hostile, NoWaitIsWithoutALimit) {
    expect_said(explore("leaves_a_process --strategy random"), 1, "killed by SIGABRT");
    expect_said(explore("closes_all_files --strategy random"), 1,
                "the run ended its process: closed the files of its process");
    expect_said(explore("closes_all_files_and_spins --strategy random"), 1,
                "hang: the run did not come to an end in time");
    // The parts of a search are found in a process of their own.
    expect_said(explore("check_beside_hang --strategy dfs -j2"), 1, "hang: ");
}

TEST_F(Hostile, LawsWatchWhereTheyAreAskedFor) {
    expect_said(explore("lets_two_in --strategy random"), 0, ", 0 failed");
    const std::string words = "lets_two_in --strategy random --laws steady-time,mutual-exclusion";
    for (const std::string& how : {words, words + " --jobs 0", words + " -j2"}) {
        const Ended ended = explore(how);
        expect_said(ended, 1, "  law mutual exclusion: ");
        expect_said(ended, 1, "-> 1   (at step ");
    }
    // Whoever replays or shrinks the trace watches for the same.
    expect_said(run("replay foliot-traces/lets_two_in-1.json"), 1, "the same run");
    expect_said(run("shrink foliot-traces/lets_two_in-1.json"), 0, "law mutual exclusion");
    expect_said(run("run lets_two_in --seed 1 --strategy random --laws all"), 1, "law mutual");
    expect_said(explore("lets_two_in --strategy random", "FOLIOT_LAWS=mutual-exclusion"), 1,
                "law mutual exclusion");
    expect_said(explore("lets_two_in --laws steady-time --strategy random"), 0, ", 0 failed");
    expect_said(explore("lets_two_in --laws steady"), 2,
                "--laws: no law is called \"steady\"; there are: all mutual-exclusion ");
}

TEST_F(Hostile, NothingThatRanIsNoSuccess) {
    expect_said(run("explore killed_once --runs 10 --shard 1/2 -q"), 5, "0 runs under ");
}

}  // namespace
}  // namespace foliot
