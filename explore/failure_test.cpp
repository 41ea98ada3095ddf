#include "explore/failure.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace foliot {
namespace {

TEST(FoundFailure, IsTheSameInAnotherProcess) {
    FoundFailure failure;
    failure.run = 7;
    failure.seed = ~std::uint64_t{0};
    failure.member = "pos";
    failure.outcome = {Verdict::deadlock, "a waits for Lock L", 12, 1'000'000, "a.cpp:3", {}};
    failure.choices = {{3, 1}, {2, 0}};
    failure.deterministic = false;
    failure.end = "killed by SIGABRT";
    const FoundFailure same = failure_from_json(failure_to_json(failure));
    EXPECT_EQ(same.run, failure.run);
    EXPECT_EQ(same.seed, failure.seed);
    EXPECT_EQ(same.member, failure.member);
    EXPECT_EQ(same.outcome, failure.outcome);
    EXPECT_EQ(same.choices, failure.choices);
    EXPECT_EQ(same.deterministic, failure.deterministic);
    EXPECT_EQ(same.end, failure.end);
}

TEST(TracePath, HoldsOnlyPlainCharacters) {
    EXPECT_EQ(trace_path("t", "A.b-c_1", 7), "t/A.b-c_1-7.json");
    EXPECT_EQ(trace_path("t", "../a b", 7), "t/.._a_b-7.json");
}

}  // namespace
}  // namespace foliot
