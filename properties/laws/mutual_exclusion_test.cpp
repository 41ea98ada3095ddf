#include "properties/laws/mutual_exclusion.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(MutualExclusionSuite, HoldsForLocks) {
    EXPECT_EQ(first_violation<MutualExclusion>(lock_workload), "");
    EXPECT_EQ(first_violation<MutualExclusion>(condition_workload), "");
    EXPECT_EQ(first_violation<MutualExclusion>(contend_for_lock<Fault::none>), "");
}

TEST(MutualExclusionSuite, CatchesANewcomerWhoTakesTheLockOfAWokenWaiter) {
    const std::string found = first_violation<MutualExclusion>(contend_for_lock<Fault::barging>);
    EXPECT_TRUE(contains(found, "law mutual exclusion: ")) << found;
    EXPECT_TRUE(contains(found, "acquired Lock l while")) << found;
}

TEST(MutualExclusionSuite, CatchesTwoWaitersWokenForOneLock) {
    const std::string found = first_violation<MutualExclusion>(contend_for_lock<Fault::wakes_two>);
    EXPECT_TRUE(contains(found, "acquired Lock l while")) << found;
}

Coro<> release_twice() {
    FaultyLock lock(Fault::none);
    co_await use(lock);
    lock.release();
}

TEST(MutualExclusionSuite, CatchesAReleaseOfWhatNobodyHolds) {
    EXPECT_EQ(
        first_violation<MutualExclusion>(release_twice),
        "law mutual exclusion: main released Lock l, which nobody held (step 2, t=1000000 ns)");
}

Coro<> release_for_another(Lock& lock) {
    lock.release();
    co_return;
}

Coro<> let_another_release() {
    Lock lock;
    co_await lock.acquire();
    co_await spawn(release_for_another(lock));
}

TEST(MutualExclusionSuite, AllowsAnotherTaskToRelease) {
    EXPECT_EQ(first_violation<MutualExclusion>(let_another_release), "");
}

}  // namespace
}  // namespace foliot::law_tests
