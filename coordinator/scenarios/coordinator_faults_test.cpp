// The coordinator under faults of every kind, alone and together.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/quotes.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/simulated_feed.h"
#include "properties/laws/laws.h"
#include "sim/fault.h"
#include "sim/testing/run.h"
#include "strategies/random.h"
#include "testing/prop.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

struct Ran {
    CoordinatorStatistics statistics;
    bool cancelled = false;
};

/// Half a second of market data, with these faults.
Coro<> run_with(FaultBudget budget, Ran& ran) {
    CoordinatorSettings settings;
    settings.job_costs = {1ms, 20ms};
    settings.buffer = BufferLimits{30, 15};
    settings.balance = BalanceLimits{10, 3, 5};
    settings.batch_max = 5;
    settings.manager_period = 50ms;
    settings.poller_period = 50ms;
    settings.reconnect_min = 5ms;
    SimulatedFeed feed(Latency{5ms, 9ms});
    SimulatedQuotes quotes(Latency{5ms, 60ms});
    Coordinator coordinator(settings, feed, &quotes);
    const Task<> runner = spawn(coordinator.run(500ms), "runner");
    allow_faults(budget);
    const Result<> ended = co_await quietly(runner);
    const FaultPlan& faults = *Loop::running().faults();
    ran.statistics = coordinator.statistics();
    ran.cancelled = ended.failure() && ended.failure().is_cancelled();
    if (ran.cancelled) {
        FOLIOT_CHECK(faults.struck(Fault::cancel) > 0);
    } else {
        ended.failure().raise_if();
    }
    const bool began = ran.statistics.shutdown_requested.has_value();
    if (!began) co_return;  // the runner was cancelled before its first step
    const Duration bound = settings.shutdown_bound() + faults.struck(Fault::delay) * budget.delay +
                           faults.struck(Fault::stall) * budget.stall;
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws({ran.statistics, bound, tasks_left});
}

FOLIOT_PROP(CoordinatorFaults, LoseNothingAndKeepTheBound,
            (std::uint8_t delays, std::uint8_t failures, std::uint8_t stalls,
             std::uint8_t disconnects, std::uint8_t cancellations)) {
    FaultBudget budget;
    budget.delays = delays % 5;
    budget.failures = failures % 5;
    budget.stalls = stalls % 5;
    budget.disconnects = disconnects % 5;
    budget.cancellations = cancellations % 5;
    Ran ran;
    co_await run_with(budget, ran);
}

/// What happened to 200 runs with faults of one kind.
std::vector<Ran> runs_with(const FaultBudget& budget) {
    std::vector<Ran> runs;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomStrategy strategy;
        LoopOptions options;
        options.seed = seed;
        options.strategy = &strategy;
        Ran ran;
        const Outcome outcome = outcome_of([&] { return run_with(budget, ran); }, options);
        EXPECT_EQ(text_of(outcome), "completed") << "seed " << seed;
        runs.push_back(ran);
    }
    return runs;
}

TEST(CoordinatorFaults, AreSurvivedEachAlone) {
    FaultBudget failures;
    failures.failures = 3;
    FaultBudget disconnects;
    disconnects.disconnects = 3;
    FaultBudget cancellations;
    cancellations.cancellations = 3;
    std::int64_t failed = 0;
    std::int64_t polls_failed = 0;
    for (const Ran& ran : runs_with(failures)) {
        failed += ran.statistics.failed;
        polls_failed += ran.statistics.polls_failed;
        EXPECT_EQ(ran.statistics.dropped, 0);  // what fails is processed, not dropped
    }
    EXPECT_GT(failed, 100);
    EXPECT_GT(polls_failed, 3);
    std::int64_t reconnected = 0;
    for (const Ran& ran : runs_with(disconnects)) {
        if (ran.statistics.disconnects > 0 && ran.statistics.received > 40) ++reconnected;
        EXPECT_EQ(ran.statistics.dropped, 0);
    }
    EXPECT_GT(reconnected, 50);
    int cancelled = 0;
    std::int64_t dropped = 0;
    for (const Ran& ran : runs_with(cancellations)) {
        cancelled += ran.cancelled ? 1 : 0;
        dropped += ran.statistics.dropped;
    }
    EXPECT_GT(cancelled, 10);
    EXPECT_GT(dropped, 10);
}

TEST(CoordinatorFaults, DelaysAndStallsOnlyTakeTime) {
    FaultBudget budget;
    budget.delays = 2;
    budget.stalls = 3;
    budget.delay = 300ms;
    budget.stall = 300ms;
    std::int64_t least = INT64_MAX;
    std::int64_t most = 0;
    for (const Ran& ran : runs_with(budget)) {
        least = std::min(least, ran.statistics.received);
        most = std::max(most, ran.statistics.received);
        EXPECT_FALSE(ran.cancelled);
    }
    EXPECT_LT(least, most / 2);
}

TEST(CoordinatorFaults, BreakNoLawOfThePrimitives) {
    FaultBudget budget;
    budget.failures = 2;
    budget.stalls = 1;
    budget.disconnects = 2;
    budget.cancellations = 4;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        RandomStrategy strategy;
        LoopOptions options;
        options.seed = seed;
        options.strategy = &strategy;
        Loop loop(options);
        Laws laws(loop);
        laws.add_all();
        Ran ran;
        const Outcome outcome = laws.finish(loop.run(run_with(budget, ran)));
        ASSERT_EQ(text_of(outcome), "completed") << "seed " << seed;
    }
}

}  // namespace
}  // namespace foliot
