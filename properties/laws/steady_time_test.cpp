#include "properties/laws/steady_time.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

using namespace std::chrono_literals;

TEST(TimeSuite, HoldsForAllWorkloads) {
    for (const LawBody body : {lock_workload, semaphore_workload, event_workload,
                               condition_workload, barrier_workload, queue_workload})
        EXPECT_EQ(first_violation<SteadyTime>(body), "");
}

/// A run told to the law by hand, for the kernel tells no such runs.
class TimeTale : public testing::Test {
  protected:
    TimeTale() { law_.watch(loop_); }

    void step(std::uint64_t number, Duration time) {
        law_.tell(LawStep{number, virtual_start + time, std::nullopt});
    }
    void event(const EventKind& kind, Duration time, std::int64_t value = 0) {
        TraceEvent event{kind};
        event.value = value;
        event.time = virtual_start + time;
        law_.tell(law_event(event, LiveNames(event)));
    }
    void expect(const std::string& how) {
        EXPECT_TRUE(contains(law_.violation(), "law steady time: " + how)) << law_.violation();
        EXPECT_TRUE(loop_.failed());
    }

    SteadyTime law_;

  private:
    Loop loop_;
};

TEST_F(TimeTale, HoldsWhereTimeMovesBetweenSteps) {
    step(0, 0ms);
    event(events::wake, 0ms);
    event(events::advance, 2ms);
    step(1, 2ms);
    event(events::wake, 2ms);
    EXPECT_FALSE(law_.broken());
}

TEST_F(TimeTale, HoldsWhereAStepSpendsTime) {
    step(0, 0ms);
    event(events::spend, 3ms, 3'000'000);
    event(events::wake, 3ms);
    event(events::spend, 3ms, 0);
    step(1, 3ms);
    event(events::advance, 5ms);
    EXPECT_FALSE(law_.broken());
}

TEST_F(TimeTale, CatchesTimeThatDiffersFromWhatAStepSpent) {
    step(0, 0ms);
    event(events::spend, 3ms, 2'000'000);
    expect("a callback spent 2000000 ns, and time went from 0 ns to 3000000 ns");
}

TEST_F(TimeTale, CatchesTimeThatGoesBack) {
    event(events::advance, 2ms);
    event(events::advance, 1ms);
    expect("time advanced from 2000000 ns to 1000000 ns");
}

TEST_F(TimeTale, CatchesTimeThatMovesUnannounced) {
    step(0, 0ms);
    step(1, 1ms);
    expect("time went from 0 ns to 1000000 ns without having been advanced");
}

TEST_F(TimeTale, CatchesTimeThatMovesWithinAStep) {
    step(0, 0ms);
    event(events::advance, 1ms);
    event(events::wake, 1ms);
    expect("time moved during the step in which came a callback's wake");
}

TEST_F(TimeTale, CatchesAnEventWithATimeOfItsOwn) {
    step(0, 0ms);
    event(events::wake, 1ms);
    expect("a callback's wake happened at 1000000 ns, in a step at 0 ns");
}

TEST_F(TimeTale, CatchesAStepLeftOut) {
    step(0, 0ms);
    step(2, 0ms);
    expect("step 2 came where step 1 was due");
}

}  // namespace
}  // namespace foliot::law_tests
