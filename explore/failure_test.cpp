#include "explore/failure.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

TEST(FailureText, NamesSeedTraceAndReplay) {
    FoundFailure failure{};
    failure.seed = 1535;
    failure.outcome.verdict = Verdict::deadlock;
    failure.outcome.message = "a waits for Lock L";
    failure.outcome.step = 12;
    failure.outcome.time = VirtualTime(Duration(1'000'000));
    failure.trace_file = "t/x-1535.json";
    EXPECT_EQ(failure_text("x", "random", failure, "foliot replay t/x-1535.json"),
              "FAILED x  seed=1535 strategy=random  step 12  t=1ms  deadlock: a waits for Lock L\n"
              "  trace:   t/x-1535.json\n"
              "  replay:  foliot replay t/x-1535.json\n");
}

TEST(FailureText, SaysWhyThereIsNoTraceAndThatARunIsNotDeterministic) {
    FoundFailure failure{};
    failure.trace_error = "t: cannot be written";
    failure.deterministic = false;
    const std::string text = failure_text("x", "random", failure, "");
    EXPECT_NE(text.find("NOT DETERMINISTIC"), std::string::npos);
    EXPECT_NE(text.find("trace:   none: t: cannot be written"), std::string::npos);
    EXPECT_EQ(text.find("replay:"), std::string::npos);
}

}  // namespace
}  // namespace foliot
