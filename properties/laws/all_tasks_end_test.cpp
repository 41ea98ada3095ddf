#include "properties/laws/all_tasks_end.h"

#include <gtest/gtest.h>

#include "primitives/event.h"
#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"
#include "sim/thread.h"

namespace foliot::law_tests {
namespace {

Coro<> wait_for(Event& event) {
    co_await event.wait();
}

Coro<> wait_together() {
    Event event("never");
    spawn(wait_for(event), "a");
    spawn(wait_for(event), "b");
    co_await event.wait();
}

TEST(TaskEndSuite, HoldsForAllWorkloads) {
    for (const LawBody body : {lock_workload, event_workload, barrier_workload, queue_workload})
        EXPECT_EQ(first_violation<AllTasksEnd>(body), "");
}

TEST(TaskEndSuite, HoldsForADeadlockThatIsReported) {
    EXPECT_EQ(first_violation<AllTasksEnd>(wait_together), "");
}

/// The end of a run that deadlocked, told wrong.
Outcome told_wrong(Outcome (*retell)(Outcome)) {
    Loop loop;
    Laws laws(loop);
    laws.add<AllTasksEnd>();
    return laws.finish(retell(loop.run(wait_together())));
}

TEST(TaskEndSuite, CatchesARunThatIsCalledCompleteAndIsNot) {
    const Outcome outcome = told_wrong([](Outcome) { return Outcome(); });
    EXPECT_EQ(outcome.verdict, Verdict::check);
    EXPECT_TRUE(contains(outcome.message, "never ended, but the run completed"));
}

TEST(TaskEndSuite, CatchesADeadlockThatDoesNotNameEverybody) {
    const Outcome outcome = told_wrong([](Outcome outcome) {
        outcome.blocked.pop_back();
        return outcome;
    });
    EXPECT_EQ(outcome.verdict, Verdict::check);
    EXPECT_TRUE(contains(outcome.message,
                         "law all tasks end: b never ended, and the deadlock does not say so"))
        << outcome.message;
}

Coro<> sleep_in_thread() {
    co_await thread_sleep(1s);
}

Coro<> leave_a_thread() {
    start_thread(sleep_in_thread());
    co_await sleep(1ms);
}

TEST(TaskEndSuite, DoesNotWaitForThreads) {
    EXPECT_EQ(first_violation<AllTasksEnd>(leave_a_thread), "");
}

Coro<> leave_a_task() {
    Event event;
    spawn(wait_for(event));
    co_await sleep(1ms);
}

TEST(TaskEndSuite, HoldsForTasksThatOutliveTheRoot) {
    LoopOptions options;
    options.allow_left_over = true;
    Loop loop(options);
    Laws laws(loop);
    laws.add<AllTasksEnd>();
    EXPECT_EQ(laws.finish(loop.run(leave_a_task())).message, "");
}

}  // namespace
}  // namespace foliot::law_tests
