#include "properties/laws/barrier_rounds.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

TEST(BarrierSuite, HoldsForBarriers) {
    EXPECT_EQ(first_violation<BarrierRounds>(barrier_workload), "");
    EXPECT_EQ(first_violation<BarrierRounds>(meet_at_barrier<Fault::none>), "");
}

TEST(BarrierSuite, CatchesAnIndexThatIsGivenTwice) {
    expect_caught<BarrierRounds>(meet_at_barrier<Fault::reuses_index>,
                                 "arrived at Barrier b with the index");
}

TEST(BarrierSuite, CatchesIndicesThatDoNotBeginAtZero) {
    expect_caught<BarrierRounds>(meet_at_barrier<Fault::skips_index>,
                                 "a round of Barrier b of 3 parties has indices from 1 to 3");
}

TEST(BarrierSuite, CatchesARoundOfAnotherSize) {
    expect_caught<BarrierRounds>(
        meet_at_barrier<Fault::opens_early>,
        "a round of Barrier b began with 2 parties, an earlier one with 3");
}

TEST(BarrierSuite, CatchesAPartyOfTheNextRoundAmongThoseOfThisOne) {
    expect_caught<BarrierRounds>(meet_at_barrier<Fault::lets_in_early>,
                                 "of the round before had left");
}

Coro<> meet_the_broken() {
    FaultyBarrier barrier(Fault::ignores_abort, 2);
    barrier.abort();
    co_await gather(barrier.meet(), barrier.meet());
}

TEST(BarrierSuite, CatchesAnArrivalAtABrokenBarrier) {
    expect_caught<BarrierRounds>(meet_the_broken, "arrived at Barrier b, which is broken");
}

class Mimic final : public Object {
  public:
    Mimic() : Object(kind_, "b") {}
    void say(const EventKind& what, std::int64_t value) { report(what, value); }

  private:
    static constexpr ObjectKind kind_{"Barrier", Role::barrier};
};

Coro<> leave_with_another_index() {
    Mimic barrier;
    barrier.say(events::arrive, 0);
    co_await sleep(1ms);
    barrier.say(events::leave, 1);
}

TEST(BarrierSuite, CatchesALeaverWithTheIndexOfAnother) {
    expect_caught<BarrierRounds>(leave_with_another_index,
                                 "main left Barrier b with the index 1, which it did not have");
}

}  // namespace
}  // namespace foliot::law_tests
