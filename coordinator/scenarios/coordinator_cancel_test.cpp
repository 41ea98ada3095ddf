// The coordinator's laws where any of its tasks is cancelled at any moment.

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "sim/check.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Cancels somebody other than the root and itself, after a while, and again.
Coro<> cancel_somebody(int times, std::string& victims) {
    for (int i = 0; i < times; ++i) {
        const auto after = std::chrono::milliseconds(choose(300, "when", ChoiceKind::cancel));
        co_await sleep(after);
        const std::vector<TaskState*> tasks = all_tasks();
        const auto of = static_cast<std::uint32_t>(tasks.size());
        TaskState* const victim = tasks[choose(of, "whom", ChoiceKind::cancel)];
        if (victim == tasks.front() || victim == &current_task()) continue;
        victims += " " + victim->name();
        victim->cancel();
    }
}

Coro<> run_with_cancellations(CoordinatorSettings settings, std::string& victims) {
    const auto length = std::chrono::milliseconds(choose(500, "shutdown"));
    const auto times = static_cast<int>(choose(4, "times")) + 1;
    SimulatedFeed feed(Latency{10ms, 30ms});
    Coordinator coordinator(settings, feed);
    const Task<> runner = spawn(coordinator.run(length), "runner");
    Task<> trouble = spawn(cancel_somebody(times, victims), "trouble");
    co_await ended(runner);
    trouble.cancel();
    co_await ended(trouble);
    const CoordinatorStatistics& statistics = coordinator.statistics();
    const bool began = statistics.shutdown_requested.has_value();
    if (!began) {  // the runner was cancelled before its first step
        FOLIOT_CHECK(statistics.received == 0);
        co_return;
    }
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws(CoordinatorEnd{statistics, settings.shutdown_bound(), tasks_left});
}

TEST(CoordinatorUnderCancellation, KeepsItsLaws) {
    const std::vector<std::vector<Duration>> costs{{1ms}, {1ms, 10ms, 50ms}, {1ms, 300ms, 3s}};
    for (std::uint64_t run = 0; run < 600; ++run) {
        RandomStrategy strategy;
        LoopOptions options;
        options.seed = run;
        options.strategy = &strategy;
        CoordinatorSettings settings;
        settings.job_costs = costs[run % costs.size()];
        settings.buffer = BufferLimits{20, 10};
        std::string victims;
        const Outcome outcome =
            outcome_of([&] { return run_with_cancellations(settings, victims); }, options);
        ASSERT_EQ(text_of(outcome), "completed") << "seed " << run << ", cancelled:" << victims;
    }
}

}  // namespace
}  // namespace foliot
