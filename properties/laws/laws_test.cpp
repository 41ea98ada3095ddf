#include "properties/laws/laws.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(LawsSuite, LocksObeyAllLaws) {
    const LawfulRuns runs(lock_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("Lock wait"), 0U);
    EXPECT_GT(runs.count("Lock abandon"), 0U);
}

TEST(LawsSuite, SemaphoresObeyAllLaws) {
    const LawfulRuns runs(semaphore_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("Semaphore grant"), 0U);
    EXPECT_GT(runs.count("Semaphore abandon"), 0U);
}

TEST(LawsSuite, BoundedSemaphoresObeyAllLaws) {
    const LawfulRuns runs(bounded_semaphore_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("BoundedSemaphore grant"), 0U);
    EXPECT_GT(runs.count("BoundedSemaphore abandon"), 0U);
}

TEST(LawsSuite, EventsObeyAllLaws) {
    const LawfulRuns runs(event_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("Event wait"), 0U);
    EXPECT_GT(runs.count("Event abandon"), 0U);
}

TEST(LawsSuite, ConditionsObeyAllLaws) {
    const LawfulRuns runs(condition_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("Condition return"), 0U);
    EXPECT_GT(runs.count("Condition abandon"), 0U);
}

TEST(LawsSuite, BarriersObeyAllLaws) {
    const LawfulRuns runs(barrier_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("Barrier leave"), 0U);
    EXPECT_GT(runs.count("Barrier reset"), 0U);
    EXPECT_GT(runs.count("Barrier abort"), 0U);
}

TEST(LawsSuite, QueuesObeyAllLaws) {
    const LawfulRuns runs(queue_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("Queue wait"), 0U);
    EXPECT_GT(runs.count("Queue abandon"), 0U);
}

TEST(LawsSuite, LifoQueuesObeyAllLaws) {
    const LawfulRuns runs(lifo_queue_workload);
    EXPECT_EQ(runs.failure(), "");
    EXPECT_GT(runs.count("LifoQueue wait"), 0U);
    EXPECT_GT(runs.count("LifoQueue abandon"), 0U);
}

}  // namespace
}  // namespace foliot::law_tests
