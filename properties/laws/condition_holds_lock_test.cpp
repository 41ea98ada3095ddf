#include "properties/laws/condition_holds_lock.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(ConditionSuite, HoldsForConditions) {
    EXPECT_EQ(first_violation<ConditionHoldsLock>(condition_workload), "");
    EXPECT_EQ(first_violation<ConditionHoldsLock>(barrier_workload), "");
    EXPECT_EQ(first_violation<ConditionHoldsLock>(wait_at_condition<Fault::none>), "");
}

TEST(ConditionSuite, CatchesAReturnWithoutTheLock) {
    const std::string found =
        first_violation<ConditionHoldsLock>(wait_at_condition<Fault::returns_unlocked>);
    EXPECT_TRUE(contains(found,
                         "law condition holds lock: wait_notified came back from waiting at "
                         "Condition c without holding its lock"))
        << found;
}

TEST(ConditionSuite, CatchesAWaitThatKeepsTheLock) {
    const std::string found =
        first_violation<ConditionHoldsLock>(wait_at_condition<Fault::keeps_lock>);
    EXPECT_TRUE(contains(found, "waits at Condition c and has kept the lock")) << found;
}

}  // namespace
}  // namespace foliot::law_tests
