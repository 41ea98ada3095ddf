#include "properties/laws/permits_conserved.h"

#include <gtest/gtest.h>

#include "primitives/semaphore.h"
#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(PermitSuite, HoldsForSemaphores) {
    EXPECT_EQ(first_violation<PermitsConserved>(semaphore_workload), "");
    EXPECT_EQ(first_violation<PermitsConserved>(bounded_semaphore_workload), "");
    EXPECT_EQ(first_violation<PermitsConserved>(contend_for_permits<Fault::none>), "");
}

TEST(PermitSuite, CatchesAPermitLostWithACancelledWaiter) {
    expect_caught<PermitsConserved>(contend_for_permits<Fault::loses_permit>,
                                    "use's abandon left BoundedSemaphore s at 0 instead of 1");
}

TEST(PermitSuite, CatchesAPermitMadeUpForACancelledWaiter) {
    expect_caught<PermitsConserved>(contend_for_permits<Fault::makes_permit>,
                                    "use's abandon left BoundedSemaphore s at 1 instead of 0");
}

TEST(PermitSuite, CatchesAWokenWaiterThatDoesNotTakeItsPermit) {
    expect_caught<PermitsConserved>(
        contend_for_permits<Fault::keeps_quiet>,
        "use was granted a permit of BoundedSemaphore s, but ran without taking it");
}

TEST(PermitSuite, CatchesACounterBelowZero) {
    expect_caught<PermitsConserved>(contend_for_permits<Fault::goes_negative>, "at -1, below zero");
}

Coro<> release_too_often() {
    FaultySemaphore semaphore(Fault::goes_too_high, 1);
    co_await use(semaphore);
    semaphore.release();
}

TEST(PermitSuite, CatchesABoundedCounterAboveItsFirstValue) {
    expect_caught<PermitsConserved>(release_too_often, "at 2, above its first value 1");
}

Coro<> release_more() {
    Semaphore semaphore(0, "s");
    semaphore.release();
    semaphore.release();
    co_await semaphore.acquire();
}

TEST(PermitSuite, AllowsAPlainSemaphoreToGrow) {
    EXPECT_EQ(first_violation<PermitsConserved>(release_more), "");
}

}  // namespace
}  // namespace foliot::law_tests
