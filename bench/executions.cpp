// Whole executions, as an exploration makes them.

#include <memory>
#include <string>

#include "bench/meter.h"
#include "bench/workload.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "strategies/profile.h"
#include "strategies/random.h"
#include "strategies/registry.h"

namespace foliot::bench {

namespace {

/// Heap allocations of an execution, and of each of its steps, when everything is warm.
void count_allocations(Meter& meter) {
    RandomStrategy strategy;
    for (std::uint64_t seed = 0; seed < 100; ++seed)
        static_cast<void>(run_execution(seed, Points::around, &strategy));
    const std::int64_t before = allocations();
    std::uint64_t seed = 100;
    std::uint64_t steps = 0;
    while (meter.more())
        steps += run_execution(seed++, Points::around, &strategy).steps;
    const auto made = static_cast<double>(allocations() - before);
    meter.report("allocations", made / static_cast<double>(seed - 100));
    meter.report("allocations_step", made / static_cast<double>(steps));
    meter.report("steps", static_cast<double>(steps) / static_cast<double>(seed - 100));
}

/// What strategies learn of the workload.
std::shared_ptr<const Profile> workload_profile() {
    Profiler profiler;
    RandomStrategy strategy;
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
        static_cast<void>(run_execution(seed, Points::around, &strategy, &profiler));
        profiler.end_run();
    }
    return std::make_shared<const Profile>(profiler.take());
}

/// Executions as an exploration under this strategy makes them.
void make_executions(Meter& meter, const char* name) {
    std::unique_ptr<Strategy> strategy = make_strategy(name);
    strategy->learn(workload_profile());
    std::uint64_t seed = 0;
    while (meter.more()) {
        static_cast<void>(run_execution(seed++, Points::around, strategy.get()));
        if (strategy->exhaustive() && !strategy->next()) strategy = make_strategy(name);
    }
}

Coro<> yield_often() {
    for (int i = 0; i < 8; ++i)
        co_await sleep(Duration::zero());
}

/// A run of many tasks, all of them always ready, and short enough for PCT not to end in a walk.
void run_crowd(Meter& meter, const char* name) {
    const std::unique_ptr<Strategy> strategy = make_strategy(name);
    LoopOptions options;
    options.strategy = strategy.get();
    while (meter.more()) {
        ++options.seed;
        Loop loop(options);
        for (int i = 0; i < 1'000; ++i)
            spawn(loop, yield_often());
        loop.run();
    }
}

}  // namespace

void add_execution_cases(Cases& cases) {
    cases.push_back({"limit/5x10/none", [](Meter& meter) {
                         std::uint64_t seed = 0;
                         while (meter.more())
                             run_limit_execution(seed++, Points::none, true);
                     }});
    cases.push_back({"foliot/5x10/none", [](Meter& meter) {
                         RandomStrategy strategy;
                         std::uint64_t seed = 0;
                         while (meter.more())
                             static_cast<void>(run_execution(seed++, Points::none, &strategy));
                     }});
    cases.push_back({"limit/5x10/fifo", [](Meter& meter) {
                         while (meter.more())
                             run_limit_execution(0, Points::around, false);
                     }});
    cases.push_back({"foliot/5x10/fifo", [](Meter& meter) {
                         while (meter.more())
                             static_cast<void>(run_execution(0, Points::around));
                     }});
    cases.push_back({"limit/5x10/random", [](Meter& meter) {
                         std::uint64_t seed = 0;
                         while (meter.more())
                             run_limit_execution(seed++, Points::around, true);
                     }});
    cases.push_back({"foliot/5x10/random", [](Meter& meter) {
                         RandomStrategy strategy;
                         std::uint64_t seed = 0;
                         while (meter.more())
                             static_cast<void>(run_execution(seed++, Points::around, &strategy));
                     }});
    for (const char* const name :
         {"pct:3", "pos", "surw", "urw", "portfolio", "dfs", "dpor", "bounded:2"}) {
        cases.push_back({"foliot/5x10/" + std::string(name),
                         [name](Meter& meter) { make_executions(meter, name); }});
    }
    for (const char* const name : {"random", "pct:3"}) {
        cases.push_back({"foliot/crowd/" + std::string(name),
                         [name](Meter& meter) { run_crowd(meter, name); }});
    }
    cases.push_back({"foliot/5x10/allocations", count_allocations});
}

}  // namespace foliot::bench
