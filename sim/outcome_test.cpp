#include "sim/outcome.h"

#include <gtest/gtest.h>

#include <string>

#include "sim/choice.h"
#include "sim/loop.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

TEST(Verdict, HasAStableNameThatIsFoundAgain) {
    const std::string expected =
        "completed deadlock check error left_over step_limit time_limit crash hang ";
    std::string names;
    for (int i = 0; i <= static_cast<int>(Verdict::hang); ++i) {
        const auto verdict = static_cast<Verdict>(i);
        names += std::string(name_of(verdict)) + " ";
        EXPECT_EQ(verdict_named(name_of(verdict)), verdict);
    }
    EXPECT_EQ(names, expected);
    EXPECT_EQ(verdict_named("Completed"), std::nullopt);
    EXPECT_EQ(verdict_named(""), std::nullopt);
}

TEST(Verdict, AllButCompletedAreFailures) {
    Outcome outcome;
    EXPECT_FALSE(outcome.failed());
    outcome.verdict = Verdict::left_over;
    EXPECT_TRUE(outcome.failed());
}

TEST(ChoiceKind, HasAStableName) {
    EXPECT_EQ(name_of(ChoiceKind::ready), "ready");
    EXPECT_EQ(name_of(ChoiceKind::tick), "tick");
    EXPECT_EQ(name_of(ChoiceKind::value), "value");
    EXPECT_EQ(name_of(ChoiceKind::fault), "fault");
    EXPECT_EQ(name_of(ChoiceKind::cancel), "cancel");
}

TEST(Place, IsFileAndLineOrNothingWhereItIsUnknown) {
    const auto here = std::source_location::current();
    EXPECT_EQ(place_of(here), std::string(__FILE__) + ":" + std::to_string(__LINE__ - 1));
    EXPECT_EQ(place_of({}), "");
}

TEST(Figure, KnowsWhetherItIsATime) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        publish("served", 7);
        publish("took", std::chrono::milliseconds(2));
        publish("left_ns", 1);
        publish("served", 8);
        co_return;
    });
    std::string figures;
    for (const Figure& each : outcome.values)
        figures += each.key() + (each.time ? " in time " : " ") + std::to_string(each.value) + "; ";
    EXPECT_EQ(figures, "served 8; took_ns in time 2000000; left_ns 1; ");
}

TEST(Blocked, IsDescribedInOneLine) {
    Blocked holder;
    holder.task = "a";
    holder.waits_for = "Lock x";
    holder.held_by = "b";
    Blocked waiter;
    waiter.task = "b";
    waiter.waits_for = "Task a";
    EXPECT_EQ(describe({holder, waiter}), "a waits for Lock x, held by b; b waits for Task a");
    waiter.at = std::source_location::current();
    EXPECT_EQ(describe({waiter}), "b waits for Task a at " + place_of(waiter.at));
    EXPECT_EQ(describe({}), "");
}

}  // namespace
}  // namespace foliot
