// The same seed gives the same digest with every compiler, optimisation level and sanitizer:
// digests are recorded in digests.txt, and every build compares. A change that moves one is seen;
// where it is meant, the text that the failing test prints goes into the file.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "primitives/barrier.h"
#include "primitives/gather.h"
#include "primitives/semaphore.h"
#include "primitives/shield.h"
#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "properties/coordinator_scenarios.h"
#include "properties/explore.h"
#include "properties/program_scenario.h"
#include "sim/callback.h"
#include "sim/pool.h"
#include "sim/sleep.h"
#include "sim/thread.h"
#include "traces/digest.h"

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

struct Case {
    std::string name;
    const Scenario* scenario;
    RunSettings settings;
};

std::map<std::string, std::string> recorded() {
    std::map<std::string, std::string> digests;
    std::ifstream stream("properties/digests.txt");
    std::string name;
    std::string digest;
    while (stream >> name >> digest)
        digests[name] = digest;
    return digests;
}

TEST(Digest, IsTheSameInEveryBuild) {
    register_coordinator_scenarios();
    const CoroScenario mixture("everything", "", [](const Inputs&) { return everything(); });
    std::vector<std::unique_ptr<ProgramScenario>> programs;
    for (const char* const feature : {"sleep", "lock", "event", "semaphore", "condition", "barrier",
                                      "timeout", "cancel", "group"}) {
        const auto entries =
            read_programs("properties/conformance/" + std::string(feature) + ".json");
        for (std::size_t i = 0; i < 3; ++i) {
            programs.push_back(
                std::make_unique<ProgramScenario>(entries[i].name, *entries[i].program));
        }
    }
    std::vector<const Scenario*> scenarios{&mixture, Scenarios::all().find("coordinator"),
                                           Scenarios::all().find("coordinator-as-documented")};
    for (const auto& program : programs)
        scenarios.push_back(program.get());

    const auto expected = recorded();
    std::ostringstream now;
    bool same = true;
    for (const Scenario* const scenario : scenarios) {
        for (const std::uint64_t seed : {1, 2, 3}) {
            RunSettings settings;
            settings.seed = seed;
            settings.racing_clock = seed == 3;
            const RecordedRun run = record_run(*scenario, settings);
            const std::string name = scenario->name() + "/" + std::to_string(seed);
            const std::string digest = digest_text(run.trace.digest);
            now << name << ' ' << digest << '\n';
            const auto at = expected.find(name);
            same = same && at != expected.end() && at->second == digest;
        }
    }
    EXPECT_TRUE(same) << "properties/digests.txt differs from:\n" << now.str();
}

}  // namespace
}  // namespace foliot
