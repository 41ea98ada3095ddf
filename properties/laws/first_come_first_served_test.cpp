#include "properties/laws/first_come_first_served.h"

#include <gtest/gtest.h>

#include "primitives/event.h"
#include "primitives/queue.h"
#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(FairnessSuite, HoldsForAllPrimitives) {
    for (const LawBody body : {lock_workload, semaphore_workload, bounded_semaphore_workload,
                               event_workload, condition_workload, barrier_workload})
        EXPECT_EQ(first_violation<FirstComeFirstServed>(body), "");
}

TEST(FairnessSuite, HoldsForWhatHasNoFault) {
    for (const LawBody body : {contend_for_lock<Fault::none>, contend_for_permits<Fault::none>,
                               wait_for_event<Fault::none>, wait_at_condition<Fault::none>})
        EXPECT_EQ(first_violation<FirstComeFirstServed>(body), "");
}

TEST(FairnessSuite, CatchesALockThatLetsNewcomersIn) {
    const std::string found =
        first_violation<FirstComeFirstServed>(contend_for_lock<Fault::barging>);
    EXPECT_TRUE(contains(found, "law first come, first served: use acquired Lock l before"))
        << found;
}

TEST(FairnessSuite, CatchesALockThatWakesTheNewest) {
    const std::string found =
        first_violation<FirstComeFirstServed>(contend_for_lock<Fault::newest_first>);
    EXPECT_TRUE(contains(found, "was woken at Lock l before")) << found;
}

TEST(FairnessSuite, CatchesALockThatWakesTwoOfWhomTheSecondRunsFirst) {
    const std::string found =
        first_violation<FirstComeFirstServed>(contend_for_lock<Fault::wakes_two>);
    EXPECT_TRUE(contains(found, "acquired Lock l before")) << found;
}

TEST(FairnessSuite, CatchesASemaphoreThatLetsNewcomersIn) {
    const std::string found =
        first_violation<FirstComeFirstServed>(contend_for_permits<Fault::barging>);
    EXPECT_TRUE(contains(found, "acquired BoundedSemaphore s before")) << found;
}

TEST(FairnessSuite, CatchesASemaphoreThatServesTheNewest) {
    const std::string found =
        first_violation<FirstComeFirstServed>(contend_for_permits<Fault::newest_first>);
    EXPECT_TRUE(contains(found, "was woken at BoundedSemaphore s before")) << found;
}

TEST(FairnessSuite, CatchesAnEventThatWakesTheNewestFirst) {
    const std::string found =
        first_violation<FirstComeFirstServed>(wait_for_event<Fault::newest_first>);
    EXPECT_TRUE(contains(found, "was woken at Event e before")) << found;
}

TEST(FairnessSuite, CatchesAConditionThatNotifiesTheNewest) {
    const std::string found =
        first_violation<FirstComeFirstServed>(wait_at_condition<Fault::newest_first>);
    EXPECT_TRUE(contains(found, "was woken at Condition c before")) << found;
}

Coro<> use_without_limit(FaultyLock& lock) {
    co_await lock.wait();
    co_await sleep(1ms);
    lock.release();
}

Coro<> four_users() {
    FaultyLock lock(Fault::newest_first);
    co_await gather(use_without_limit(lock), use_without_limit(lock), use_without_limit(lock),
                    use_without_limit(lock));
}

TEST(FairnessSuite, CountsOvertakesUpToABound) {
    // Of three waiters the oldest is overtaken twice.
    EXPECT_EQ(first_violation<FirstComeFirstServed>(four_users, std::uint64_t{2}), "");
    const std::string found = first_violation<FirstComeFirstServed>(four_users, std::uint64_t{1});
    EXPECT_TRUE(contains(found, "overtaken 2 times by now")) << found;
}

Coro<> hold_for(Lock& lock, Duration time) {
    co_await lock.acquire();
    co_await sleep(time);
    lock.release();
}

Coro<> three_holders() {
    Lock lock("orders");
    co_await gather(hold_for(lock, 5ms), hold_for(lock, 2ms), hold_for(lock, 1ms));
}

TEST(FairnessSuite, TellsTheLongestWaitOfEachObject) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<FirstComeFirstServed>();
    const Outcome outcome = laws.finish(loop.run(three_holders()));
    EXPECT_EQ(outcome.message, "");
    ASSERT_EQ(law.figures().size(), 1U);
    const FirstComeFirstServed::Figures& figures = law.figures()[0];
    EXPECT_EQ(figures.object, "Lock orders");
    EXPECT_EQ(figures.waits, 2U);
    EXPECT_EQ(figures.overtaken, 0U);
    EXPECT_EQ(figures.longest_time, 7ms);
    EXPECT_GT(figures.longest_steps, 3U);
}

Coro<> hold_on(Event& event) {
    co_await event.wait();
}

Coro<> wait_for_ever() {
    Event event("never");
    const Task<> task = spawn(hold_on(event));
    co_await sleep(9ms);
    co_await task;
}

TEST(FairnessSuite, CountsAWaitThatNeverEnds) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<FirstComeFirstServed>();
    const Outcome outcome = laws.finish(loop.run(wait_for_ever()));
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    ASSERT_EQ(law.figures().size(), 1U);
    EXPECT_EQ(law.figures()[0].longest_time, 9ms);
}

Coro<int> take(Queue<int>& queue) {
    co_return co_await queue.get();
}

Coro<> take_items() {
    Queue<int> queue(0, "q");
    const Task<int> first = spawn(take(queue));
    co_await sleep(1ms);
    queue.put_nowait(1);
    co_await queue.get();
    co_await sleep(1ms);
    queue.put_nowait(2);
    co_await first;
}

TEST(FairnessSuite, KeepsFiguresOnlyOfOtherKinds) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<FirstComeFirstServed>();
    EXPECT_EQ(laws.finish(loop.run(take_items())).message, "");
    ASSERT_EQ(law.figures().size(), 1U);
    EXPECT_EQ(law.figures()[0].object, "Queue q");
    EXPECT_EQ(law.figures()[0].waits, 2U);
}

}  // namespace
}  // namespace foliot::law_tests
