#include "explore/warnings.h"

#include <gtest/gtest.h>

#include <string>

#include "sim/observer.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Warning warning(std::string message, std::uint64_t step = 17) {
    return {WarningKind::slow_step, std::move(message), step, VirtualTime(120ms), {}};
}

Outcome outcome_with(const std::vector<std::string>& messages) {
    Outcome outcome;
    for (const std::string& message : messages)
        outcome.warnings.push_back(warning(message));
    return outcome;
}

TEST(Warnings, AWarningIsOneLineThatNamesStepTimeAndPlace) {
    Warning slow = warning("Executing main took 0.120 seconds");
    EXPECT_EQ(warning_text(slow), "step 17, t=120ms: Executing main took 0.120 seconds");
    slow.where = std::source_location::current();
    EXPECT_EQ(warning_text(slow),
              "step 17, t=120ms: Executing main took 0.120 seconds (" + place_of(slow.where) + ")");
    EXPECT_EQ(warning_text(warning("early", no_step)), "before the run, t=120ms: early");
}

TEST(Warnings, OfARunAreOneLineEach) {
    Outcome outcome = outcome_with({"a", "b"});
    EXPECT_EQ(warnings_text(outcome),
              "warning: step 17, t=120ms: a\nwarning: step 17, t=120ms: b\n");
    outcome.warnings_dropped = 3;
    EXPECT_TRUE(warnings_text(outcome).ends_with("b\nwarning: and 3 more that were not kept\n"));
    EXPECT_EQ(warnings_text(Outcome()), "");
}

TEST(Warnings, OfManyRunsAreEachDistinctMessageOnce) {
    FoundWarnings found;
    EXPECT_TRUE(found.empty());
    found.add(outcome_with({"a"}), 5);
    found.add(outcome_with({"b", "a"}), 6);
    EXPECT_EQ(found.text(),
              "warning: step 17, t=120ms: a  2 times, first with seed 5\n"
              "warning: step 17, t=120ms: b  1 time, first with seed 6\n");
}

TEST(Warnings, AreBounded) {
    FoundWarnings found;
    for (std::size_t i = 0; i < FoundWarnings::most + 7; ++i)
        found.add(outcome_with({std::to_string(i)}), i);
    Outcome full = outcome_with({"0"});
    full.warnings_dropped = 2;
    found.add(full, 1);
    EXPECT_EQ(found.list().size(), FoundWarnings::most);
    EXPECT_EQ(found.dropped(), 9U);
    EXPECT_TRUE(found.text().ends_with("\nwarning: and 9 more that were not kept\n"));
}

}  // namespace
}  // namespace foliot
