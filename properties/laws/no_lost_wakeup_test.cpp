#include "properties/laws/no_lost_wakeup.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(WakeupSuite, HoldsForAllPrimitives) {
    for (const LawBody body : {lock_workload, semaphore_workload, bounded_semaphore_workload,
                               event_workload, condition_workload, barrier_workload})
        EXPECT_EQ(first_violation<NoLostWakeup>(body), "");
}

TEST(WakeupSuite, HoldsForWhatHasNoFault) {
    for (const LawBody body : {contend_for_lock<Fault::none>, contend_for_permits<Fault::none>,
                               wait_for_event<Fault::none>, wait_at_condition<Fault::none>})
        EXPECT_EQ(first_violation<NoLostWakeup>(body), "");
}

TEST(WakeupSuite, CatchesALockThatWakesNobody) {
    expect_caught<NoLostWakeup>(contend_for_lock<Fault::wakes_nobody>,
                                "Lock l is free, but use (since step");
}

TEST(WakeupSuite, CatchesALockWhoseCancelledWaiterWakesNobody) {
    expect_caught<NoLostWakeup>(contend_for_lock<Fault::forgets_cancelled>,
                                "waits for it and nobody was woken");
}

TEST(WakeupSuite, CatchesALockThatWakesTwo) {
    expect_caught<NoLostWakeup>(contend_for_lock<Fault::wakes_two>,
                                "use was woken at Lock l, and so was use");
}

TEST(WakeupSuite, CatchesALockThatWakesWhileItIsHeld) {
    expect_caught<NoLostWakeup>(contend_for_lock<Fault::wakes_too_soon>,
                                "use was woken at Lock l, which is not free");
}

TEST(WakeupSuite, CatchesASemaphoreWhoseGrantWakesNobody) {
    expect_caught<NoLostWakeup>(contend_for_permits<Fault::wakes_nobody>,
                                "was granted, but nobody was woken");
}

TEST(WakeupSuite, CatchesASemaphoreWhoseCancelledWaiterWakesNobody) {
    expect_caught<NoLostWakeup>(contend_for_permits<Fault::forgets_cancelled>,
                                "BoundedSemaphore s is free, but use");
}

TEST(WakeupSuite, CatchesASemaphoreThatWakesWithoutAPermit) {
    expect_caught<NoLostWakeup>(contend_for_permits<Fault::wakes_two>,
                                "was woken at BoundedSemaphore s without");
}

TEST(WakeupSuite, CatchesAnEventThatWakesOneWaiterOnly) {
    expect_caught<NoLostWakeup>(wait_for_event<Fault::wakes_nobody>,
                                "Event e is set, but pass (since step");
}

TEST(WakeupSuite, CatchesAnEventThatWakesWhenItIsCleared) {
    expect_caught<NoLostWakeup>(clear_event<Fault::wakes_two>,
                                "was woken at Event e, which is not set");
}

TEST(WakeupSuite, CatchesAnEventThatLetsTasksPassUnset) {
    expect_caught<NoLostWakeup>(clear_event<Fault::passes_unset>,
                                "passed Event e, which is not set");
}

TEST(WakeupSuite, CatchesAConditionThatDropsTheNotificationOfACancelledWaiter) {
    expect_caught<NoLostWakeup>(
        wait_at_condition<Fault::forgets_cancelled>,
        "was notified at Condition c and left with an error, but nobody was notified");
}

TEST(WakeupSuite, CatchesAConditionThatCountsWrong) {
    expect_caught<NoLostWakeup>(wait_at_condition<Fault::miscounts>, "tasks were notified, but");
    expect_caught<NoLostWakeup>(wait_at_condition<Fault::wakes_two>,
                                "says that 1 tasks were notified, but 2 were woken");
}

TEST(WakeupSuite, CatchesAConditionThatWakesByNoNotification) {
    expect_caught<NoLostWakeup>(wait_at_condition<Fault::keeps_quiet>,
                                "tasks were woken at Condition c by no notification");
}

Coro<> wait_for_lock(FaultyLock& lock) {
    co_await lock.wait();
}

Coro<> release_and_join() {
    FaultyLock lock(Fault::wakes_nobody);
    co_await lock.wait();
    const Task<> waiter = spawn(wait_for_lock(lock), "waiter");
    co_await sleep(1ms);
    lock.release();
    co_await waiter;
}

TEST(WakeupSuite, ExplainsADeadlockByTheWakeupThatWasLostInTheLastStep) {
    Loop loop;
    Laws laws(loop);
    laws.add<NoLostWakeup>();
    const Outcome outcome = laws.finish(loop.run(release_and_join()));
    EXPECT_EQ(outcome.verdict, Verdict::check);
    EXPECT_TRUE(contains(outcome.message, "Lock l is free, but waiter (since step 1) waits for it"))
        << outcome.message;
    EXPECT_TRUE(contains(outcome.message, "(step 3, t=1000000 ns); then: main waits for"))
        << outcome.message;
    EXPECT_EQ(outcome.blocked.size(), 2U);
}

}  // namespace
}  // namespace foliot::law_tests
