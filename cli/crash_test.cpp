// What is said when a scenario takes the process down.

#include <gtest/gtest.h>

#include <string>

#include "cli/testing/shell.h"

namespace foliot {
namespace {

using Ended = CommandEnd;

Ended run(const std::string& words, const std::string& before = "") {
    return run_in_shell(before + " " FOLIOT_MISBEHAVING_PATH " " + words + " 2>&1 </dev/null");
}

/// The seed that the report of a crash names.
std::string seed_of(const std::string& said) {
    const std::size_t at = said.find(" seed=");
    EXPECT_NE(at, std::string::npos) << said;
    if (at == std::string::npos) return "";
    return said.substr(at + 6, said.find(' ', at + 6) - at - 6);
}

std::size_t count(const std::string& text, const std::string& words) {
    std::size_t times = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
        ++times;
    return times;
}

/// How the worker ends: a sanitizer has its own way.
#ifdef __SANITIZE_ADDRESS__
#define FOLIOT_OVERFLOW_END "ended its process: exit status 1"
#else
#define FOLIOT_OVERFLOW_END "took its process with it: killed by SIGSEGV"
#endif
#define FOLIOT_ABORT_END "took its process with it: killed by SIGABRT"

/// The worker dies, the explorer tells.
void expect_crash(const std::string& scenario, const std::string& how) {
    const Ended ended = run("explore " + scenario + " -q");
    EXPECT_EQ(ended.status, 1) << ended.said;
    EXPECT_NE(ended.said.find("FAILED " + scenario + "  seed="), std::string::npos) << ended.said;
    EXPECT_NE(ended.said.find("crash: the run " + how), std::string::npos) << ended.said;
    const std::string seed = seed_of(ended.said);
    EXPECT_NE(ended.said.find("again:   foliot run " + scenario +
                              " --strategy portfolio --seed=" + seed + "\n"),
              std::string::npos)
        << ended.said;
    // The seed by itself is enough to make it happen again.
    EXPECT_NE(run("run " + scenario + " --seed=" + seed).said.find("seed=" + seed),
              std::string::npos);
    // So is it in the process itself, for debuggers.
    EXPECT_NE(run("explore " + scenario + " -q --jobs 0").said.find(" seed=" + seed),
              std::string::npos);
}

TEST(Crash, AnAbortIsReportedWithItsSeed) {
    expect_crash("aborts", FOLIOT_ABORT_END);
}

TEST(Crash, AnOverflowOfTheStackIsReportedWithItsSeed) {
    expect_crash("recurses", FOLIOT_OVERFLOW_END);
}

TEST(Crash, TheOtherRunsAreMadeAllTheSame) {
    const std::string words = "explore aborts_at_times --runs 200 --keep-going -q --traces ''";
    const Ended one = run(words + " -j1");
    EXPECT_EQ(one.status, 1);
    EXPECT_NE(one.said.find("aborts_at_times: 200 runs under portfolio from seed 1, "),
              std::string::npos)
        << one.said;
    EXPECT_GE(count(one.said, "FAILED "), 5U);
    EXPECT_LE(count(one.said, "FAILED "), 30U);
    EXPECT_EQ(run(words + " -j2").said, one.said);
    EXPECT_EQ(run(words + " -j2 --json").said, run(words + " -j1 --json").said);
}

TEST(Crash, ARunThatHangsIsKilledAndTheOthersAreMade) {
    const Ended ended =
        run("explore hangs_at_times --runs 64 --keep-going --run-timeout 1s -j2 -q --seed 3 "
            "--strategy random");
    EXPECT_EQ(ended.status, 1);
    EXPECT_NE(ended.said.find("hang: the run did not come to an end in time (--run-timeout)"),
              std::string::npos)
        << ended.said;
    EXPECT_NE(ended.said.find("hangs_at_times: 64 runs under random from seed 3, "),
              std::string::npos)
        << ended.said;
}

TEST(Crash, ARunWithoutEndMeetsItsStepLimit) {
    const Ended ended = run("explore never_ends --step-limit 1000 --traces /tmp -q");
    EXPECT_EQ(ended.status, 1);
    EXPECT_NE(ended.said.find("step_limit: the run took more than 1000 steps"), std::string::npos)
        << ended.said;
}

TEST(Crash, AStepWithoutEndIsReportedWhenItIsStopped) {
    const Ended ended = run("explore never_awaits -q", "timeout 2");
    EXPECT_NE(ended.said.find("FAILED never_awaits  run="), std::string::npos) << ended.said;
}

TEST(Crash, AnInterruptPrintsWhatWasDone) {
    const Ended ended =
        run("explore holds --runs 1000000000 -q & sleep 2; kill -INT $!; wait $!; echo status=$?");
    EXPECT_NE(ended.said.find("(ended early)"), std::string::npos) << ended.said.substr(0, 2000);
    EXPECT_NE(ended.said.find("status=130"), std::string::npos);
}

}  // namespace
}  // namespace foliot
