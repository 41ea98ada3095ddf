// The same seed gives the same digest with every compiler, optimisation level and sanitizer:
// digests are recorded in digests.txt, and every build compares. A change that moves one is seen;
// where it is meant, the text that the failing test prints goes into the file.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "coordinator/scenarios/coordinator_scenarios.h"
#include "explore/runner.h"
#include "explore/testing/recorded_digests.h"
#include "explore/testing/runs.h"
#include "primitives/barrier.h"
#include "primitives/gather.h"
#include "primitives/semaphore.h"
#include "primitives/shield.h"
#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "programs/program_scenario.h"
#include "sim/callback.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> party(Barrier& barrier, Semaphore& permits, const Latency& latency) {
    auto held = co_await permits.scoped();
    co_await sleep(Duration(draw(1, 5'000'000)));
    held.release();
    const std::size_t index = co_await barrier.wait();
    note("index", static_cast<std::int64_t>(index));
    co_await to_thread([] {}, latency);
}

Coro<> from_outside(Loop& loop, Event& called) {
    co_await thread_sleep(2ms);
    call_soon_threadsafe(loop, [&called] { called.set(); });
    const auto body = []() -> Coro<int> {
        co_await sleep(1ms);
        co_return 7;
    };
    const int seven = co_await run_coroutine_threadsafe(body(), loop);
    note("thread", seven);
}

Coro<> failing(Duration delay) {
    co_await sleep(delay);
    throw ValueError("meant");
}

/// A bit of everything that decides or records.
Coro<> everything() {
    Barrier barrier(3, "barrier");
    Semaphore permits(2, "permits");
    Event called("called");
    const Latency latency{1ms, 3ms, 9ms};
    const auto thread = start_thread(from_outside(Loop::running(), called), "outside");
    const auto body = [&](TaskGroup& group) -> Coro<> {
        for (int i = 0; i < 3; ++i)
            group.spawn(party(barrier, permits, latency));
        co_await called.wait();
    };
    co_await task_group(body);
    auto late = spawn(failing(4ms), "late");
    bool timed_out = false;
    try {
        co_await timeout(2ms, shield(late));
    } catch (const TimeoutError&) {
        timed_out = true;
    }
    note(timed_out ? "timed out" : "in time", choose(5, "colour"));
    std::vector<Task<>> tasks;
    tasks.push_back(late);
    const auto ends = co_await gather(return_exceptions, tasks);
    note(ends[0].failure().name());
    const auto later = call_later(1ms, [] { note("called"); });
    co_await sleep(5ms);
}

void add_single_runs(RecordedDigests& digests, const Scenario& scenario) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        RunSettings settings;
        settings.seed = seed;
        settings.racing_clock = seed == 3;
        const RecordedRun run = record_run(scenario, settings);
        digests.add(scenario.name() + "/" + std::to_string(seed), run.trace.digest);
    }
}

TEST(Digest, IsTheSameInEveryBuild) {
    register_coordinator_scenarios();
    RecordedDigests digests;
    add_single_runs(digests,
                    CoroScenario("everything", "", [](const Inputs&) { return everything(); }));
    add_single_runs(digests, *Scenarios::all().find("coordinator"));
    add_single_runs(digests, *Scenarios::all().find("coordinator-as-documented"));
    for (const char* const feature : {"sleep", "lock", "event", "semaphore", "condition", "barrier",
                                      "timeout", "cancel", "group"}) {
        const auto entries =
            read_programs("programs/conformance/" + std::string(feature) + ".json");
        for (std::size_t i = 0; i < 3; ++i)
            add_single_runs(digests, ProgramScenario(entries[i].name, *entries[i].program));
    }
}

/// Few runs meet what compilers do differently: a frame that is destroyed before it began, say.
TEST(Digest, OfManyRunsIsTheSameInEveryBuild) {
    register_coordinator_scenarios();
    RecordedDigests digests;
    for (const char* const name : {"coordinator", "coordinator-as-documented"}) {
        const Scenario& scenario = *Scenarios::all().find(name);
        for (const char* const strategy : {"random", "pct:3", "pos", "surw"}) {
            RunSettings settings;
            settings.strategy = strategy;
            const std::string label = std::string(name) + "/" + strategy;
            digests.add(label, digest_of_runs(scenario, settings, 50));
            settings.racing_clock = true;
            digests.add(label + "/racing", digest_of_runs(scenario, settings, 50));
        }
    }
}

}  // namespace
}  // namespace foliot
