#include "traces/view/timeline.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

/// The text without the places in the source and the spaces before them.
std::string without_places(const std::string& text) {
    std::istringstream lines(text);
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        for (const char* const file : {"traces/testing/", "./primitives/", "primitives/"}) {
            const std::size_t at = line.find(file);
            if (at != std::string::npos) line.resize(at);
        }
        while (line.ends_with(' '))
            line.pop_back();
        result += line + "\n";
    }
    return result;
}

TEST(Timeline, TellsWhoRanWhyAndWhatItDid) {
    const Trace trace = record_failure([] { return account(); }).trace;
    EXPECT_EQ(without_places(timeline(trace)),
              R"(scenario  check  seed=3 strategy=random  step 7  t=1ms
  check failed: balance == 20


before the run
              spawns 0 main
    0  0s   0 main
              spawns 0.0 deposit
              spawns 0.1 pay_interest
              waits for 0.0 deposit
    1  0s   0.1 pay_interest  because of 0 main in step 0
              ! pay_interest ran before deposit, which fifo runs first
              sleeps until 1ms
    2  0s   0.0 deposit  because of 0 main in step 0
              acquire 0/0 Lock account
              sleeps until 1ms
              time moves on to 1ms
    3  1ms  timer of 0.0 deposit  because of 0.0 deposit in step 2
              ! timer of deposit ran before timer of pay_interest, which fifo runs first
              wakes 0.0 deposit
    4  1ms  timer of 0.1 pay_interest  because of 0.1 pay_interest in step 1
              wakes 0.1 pay_interest
    5  1ms  0.1 pay_interest  because of timer of 0.1 pay_interest in step 4
              ! pay_interest ran before deposit, which fifo runs first
              ends: ok
    6  1ms  0.0 deposit  because of timer of 0.0 deposit in step 3
              release 0/0 Lock account
              ends: ok
              wakes 0 main
    7  1ms  0 main  because of 0.0 deposit in step 6
              ends: Error
)");
}

TEST(Timeline, SaysWhereThingsHappened) {
    const std::string text = timeline(record_fifo([] { return account(); }).trace);
    EXPECT_NE(text.find("acquire 0/0 Lock account"), std::string::npos);
    EXPECT_NE(text.find("  traces/testing/scenarios_test.cpp:"), std::string::npos);
}

TEST(Timeline, ShowsGaugesWithTheirValues) {
    const auto body = []() -> Coro<> {
        gauge("depth", 0);
        co_return;
    };
    const std::string text = timeline(record_fifo(body).trace);
    EXPECT_NE(text.find(" measures depth: 0 "), std::string::npos) << text;
}

TEST(Timeline, EndsADeadlockWithTheGraph) {
    const std::string text =
        without_places(timeline(record_fifo([] { return crossed_locks(); }).trace));
    const std::size_t graph = text.find("who waits for whom\n");
    ASSERT_NE(graph, std::string::npos) << text;
    EXPECT_EQ(text.substr(graph), R"(who waits for whom
  0 main waits for 0.0 there, since step 0 (t=0s)
  0.0 there waits for 0/1 Lock, held by 0.1 back, since step 3 (t=0s)
  0.1 back waits for 0/0 Lock, held by 0.0 there, since step 4 (t=0s)
  circle: 0.0 there -> 0.1 back -> 0.0 there
)");
}

TEST(Timeline, ShowsTheLastEventsFromTheirStepOn) {
    const Trace trace = record_fifo([] { return account(); }).trace;
    const std::string text = timeline(trace, {false, 1});
    EXPECT_NE(text.find("... " + std::to_string(trace.events.size() - 2) + " earlier events\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("  0 main  because of "), std::string::npos) << text;
    EXPECT_EQ(text.find("deposit\n"), std::string::npos) << text;
    EXPECT_EQ(timeline(trace, {false, 1'000}), timeline(trace));
}

TEST(Timeline, SaysHowManyEventsWereNotKept) {
    Trace trace = record_fifo([] { return account(); }).trace;
    trace.dropped = 7;
    EXPECT_NE(timeline(trace).find("... and 7 more events that were not kept\n"),
              std::string::npos);
}

TEST(Timeline, HasColoursOnlyOnDemand) {
    const Trace trace = record_fifo([] { return crossed_locks(); }).trace;
    EXPECT_EQ(timeline(trace).find('\x1b'), std::string::npos);
    const std::string coloured = timeline(trace, {true, 0});
    EXPECT_NE(coloured.find("\x1b[31mdeadlock\x1b[0m"), std::string::npos);
    std::string plain = coloured;
    for (const std::string code : {"0", "1", "2", "31", "32", "33"}) {
        const std::string escape = "\x1b[" + code + "m";
        for (std::size_t at = 0; (at = plain.find(escape)) != std::string::npos;)
            plain.erase(at, escape.size());
    }
    EXPECT_EQ(plain, timeline(trace));
}

}  // namespace
}  // namespace foliot
