#include "shrink/finding.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

Finding found() {
    Finding finding;
    finding.name = "x";
    finding.strategy = "random";
    finding.failure.seed = 1535;
    finding.failure.outcome = {Verdict::deadlock, "a waits for Lock L", 12, 1'000'000, "", {}};
    return finding;
}

TEST(Finding, NamesSeedTraceAndReplay) {
    Finding finding = found();
    finding.trace_file = "t/x-1535.json";
    finding.replay = "foliot replay t/x-1535.json";
    EXPECT_EQ(finding.text(),
              "FAILED x  seed=1535 strategy=random  step 12  t=1ms  deadlock: a waits for Lock L\n"
              "  trace:   t/x-1535.json\n"
              "  replay:  foliot replay t/x-1535.json\n");
}

TEST(Finding, SaysWhyThereIsNoTraceAndThatARunIsNotDeterministic) {
    Finding finding = found();
    finding.trace_error = "t: cannot be written";
    finding.failure.deterministic = false;
    finding.repeated = "it completed";
    const std::string text = finding.text();
    EXPECT_NE(text.find("NOT DETERMINISTIC"), std::string::npos);
    EXPECT_NE(text.find("another way: it completed\n"), std::string::npos);
    EXPECT_NE(text.find("trace:   none: t: cannot be written"), std::string::npos);
    EXPECT_EQ(text.find("replay:"), std::string::npos);
}

TEST(Finding, IsTheSameInAnotherProcess) {
    Finding finding = found();
    finding.trace_file = "t";
    finding.shrunk = "6 choices -> 1";
    finding.repeated = "it completed";
    finding.notes = "  given:   3\n";
    finding.replay = "r";
    finding.again = "a";
    finding.choices = {{{"taken", 1}}};
    const Finding same = Finding::from_json(finding.to_json());
    EXPECT_EQ(same.text(), finding.text());
    EXPECT_EQ(same.entry(), finding.entry());
}

}  // namespace
}  // namespace foliot
