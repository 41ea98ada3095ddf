// What is said when a scenario takes the process down.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace foliot {
namespace {

struct Ended {
    int status;
    std::string said;
};

Ended run(const std::string& words, const std::string& before = "") {
    const std::string command =
        before + " " FOLIOT_MISBEHAVING_PATH " " + words + " 2>&1 </dev/null";
    Ended ended{};
    FILE* const pipe = popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) {
        ended.said.append(buffer.data(), n);
    }
    const int status = pclose(pipe);
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

/// The seed that the report of a crash names.
std::string seed_of(const std::string& said) {
    const std::size_t at = said.find(" seed=");
    EXPECT_NE(at, std::string::npos) << said;
    if (at == std::string::npos) return "";
    return said.substr(at + 6, said.find(' ', at + 6) - at - 6);
}

void expect_crash(const std::string& scenario) {
    const Ended ended = run("explore " + scenario + " -q");
    EXPECT_NE(ended.status, 0);
    EXPECT_NE(ended.said.find("FAILED " + scenario + "  run="), std::string::npos) << ended.said;
    const std::string seed = seed_of(ended.said);
    EXPECT_NE(ended.said.find("again:   foliot run " + scenario +
                              " --strategy random --seed=" + seed + "\n"),
              std::string::npos)
        << ended.said;
    // The seed by itself is enough to make it happen again.
    EXPECT_NE(run("run " + scenario + " --seed=" + seed).said.find("seed=" + seed),
              std::string::npos);
}

TEST(Crash, AnAbortIsReportedWithItsSeed) {
    expect_crash("aborts");
}

TEST(Crash, AnOverflowOfTheStackIsReportedWithItsSeed) {
    expect_crash("recurses");
}

TEST(Crash, ARunWithoutEndMeetsItsStepLimit) {
    const Ended ended = run("explore never_ends --step-limit 1000 --traces /tmp -q");
    EXPECT_EQ(ended.status, 1);
    EXPECT_NE(ended.said.find("step_limit: the run took more than 1000 steps"), std::string::npos)
        << ended.said;
}

TEST(Crash, AStepWithoutEndIsReportedWhenItIsStopped) {
    const Ended ended = run("explore never_awaits -q", "timeout 2");
    EXPECT_NE(ended.said.find("FAILED never_awaits  run=0 seed=1"), std::string::npos)
        << ended.said;
}

TEST(Crash, AnInterruptPrintsWhatWasDone) {
    const Ended ended =
        run("explore holds --runs 1000000000 -q & sleep 1; kill -INT $!; wait $!; echo status=$?");
    EXPECT_NE(ended.said.find("(ended early)"), std::string::npos) << ended.said.substr(0, 2000);
    EXPECT_NE(ended.said.find("status=130"), std::string::npos);
}

}  // namespace
}  // namespace foliot
