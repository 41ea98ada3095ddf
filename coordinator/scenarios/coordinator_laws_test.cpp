#include "coordinator/scenarios/coordinator_laws.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sim/loop.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// A run that broke no law: 10 updates, a shutdown of 2 s.
CoordinatorStatistics good() {
    CoordinatorStatistics statistics;
    statistics.received = 10;
    statistics.processed = 7;
    statistics.failed = 2;
    statistics.dropped = 3;
    statistics.shutdown_requested = virtual_start + 5s;
    statistics.pipeline_ended = virtual_start + 7s;
    statistics.shutdown_returned = virtual_start + 7s;
    return statistics;
}

std::string broken(const CoordinatorStatistics& statistics, std::size_t tasks_left = 0,
                   bool racing_clock = false) {
    std::string text;
    const CoordinatorEnd end{statistics, 2s, tasks_left};
    for (const std::string& each : broken_coordinator_laws(end, racing_clock))
        text += each + ".";
    return text;
}

TEST(CoordinatorLaws, HoldForAGoodRun) {
    EXPECT_EQ(broken(good()), "");
}

TEST(CoordinatorLaws, EveryUpdateIsAccountedFor) {
    CoordinatorStatistics lossy = good();
    --lossy.processed;
    EXPECT_EQ(broken(lossy), "law: every update received is processed or dropped (1 of 10 lost).");
    CoordinatorStatistics twice = good();
    ++twice.dropped;
    EXPECT_EQ(broken(twice), "law: every update received is processed or dropped (-1 of 10 lost).");
}

TEST(CoordinatorLaws, ThePoolIsDrained) {
    CoordinatorStatistics statistics = good();
    statistics.jobs_left = 2;
    EXPECT_EQ(broken(statistics),
              "law: the pool is drained when the shutdown has returned (2 jobs left).");
}

TEST(CoordinatorLaws, ThePermitsAreBack) {
    CoordinatorStatistics statistics = good();
    statistics.permits_missing = 2;
    EXPECT_EQ(broken(statistics),
              "law: the permits are back when the shutdown has returned (2 missing).");
}

TEST(CoordinatorLaws, TheShutdownReturnsLast) {
    CoordinatorStatistics statistics = good();
    statistics.shutdown_returned = virtual_start + 6'997'500us;
    EXPECT_EQ(broken(statistics),
              "law: the shutdown returns after the pipeline has ended (2.5ms too early).");
}

TEST(CoordinatorLaws, NoTaskIsLeft) {
    EXPECT_EQ(broken(good(), 3), "law: no task is left (3 left).");
}

TEST(CoordinatorLaws, TheShutdownEndsInTime) {
    CoordinatorStatistics statistics = good();
    statistics.shutdown_returned = virtual_start + 7s + 1us;
    const std::string late =
        "law: the shutdown ends within its bound (it took 2.000001s, the bound is 2s).";
    EXPECT_EQ(broken(statistics), late);
    EXPECT_EQ(broken(statistics, 0, true), "");  // time passes by itself there
    statistics = good();
    statistics.shutdown_returned.reset();
    EXPECT_EQ(broken(statistics), "law: the shutdown ends within its bound (it never returned).");
    statistics = good();
    statistics.pipeline_ended.reset();
    EXPECT_EQ(broken(statistics),
              "law: the shutdown ends within its bound (the pipeline never ended).");
    statistics = good();
    statistics.shutdown_requested.reset();
    EXPECT_EQ(broken(statistics),
              "law: the shutdown ends within its bound (no shutdown was requested).");
}

TEST(CoordinatorLaws, NoUpdateIsNeglected) {
    CoordinatorStatistics statistics = good();
    statistics.longest_neglect = 11ms;
    EXPECT_EQ(broken(statistics), "law: no update waits while a processor is idle (for 11ms).");
    EXPECT_EQ(broken(statistics, 0, true), "");
}

TEST(CoordinatorLaws, FailTheRunThatBreaksThem) {
    CoordinatorStatistics statistics = good();
    statistics.jobs_left = 1;
    statistics.longest_neglect = 1ms;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        check_coordinator_laws(CoordinatorEnd{statistics, 2s, 0});
        co_return;
    });
    EXPECT_EQ(text_of(outcome),
              "check: law: the pool is drained when the shutdown has returned (1 jobs left); "
              "law: no update waits while a processor is idle (for 1ms)");
}

}  // namespace
}  // namespace foliot
