// What the kernel owes everybody: runs that can be made again, time that only grows, sleepers that
// wake in turn.

#include <nlohmann/json.hpp>

#include "explore/testing/runs.h"
#include "foliot/testing.h"
#include "programs/program_scenario.h"
#include "properties/generators/any_program.h"
#include "properties/generators/workload.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t programs = 300;

RunSettings settings_of(std::uint64_t seed) {
    RunSettings settings;
    settings.seed = seed;
    settings.racing_clock = seed % 3 == 0;
    return settings;
}

ProgramScenario program_of(std::uint64_t seed) {
    const auto program = any_program()(rc::Random(seed), static_cast<int>(seed % 100));
    return {"program", *program.value().document};
}

TEST(KernelSuite, TheSameSeedGivesTheSameDigest) {
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        const ProgramScenario scenario = program_of(seed);
        const RunSettings settings = settings_of(seed);
        const std::uint64_t digest = record_run(scenario, settings).trace.digest;
        EXPECT_EQ(record_run(scenario, settings).trace.digest, digest) << seed;
    }
}

TEST(KernelSuite, AReplayIsTheRunItself) {
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        const ProgramScenario scenario = program_of(seed);
        const RecordedRun run = record_run(scenario, settings_of(seed));
        LoopOptions base;
        scenario.adjust(base);
        const auto body = [&scenario](Loop& loop) { return scenario.run(loop, {}); };
        const ReplayReport replayed = replay(run.trace, ReplayMode::strict, base, body);
        EXPECT_TRUE(replayed.same) << seed;
        EXPECT_EQ(replayed.outcome.message, run.outcome.message) << seed;
    }
}

TEST(KernelSuite, ARunThatIsNotObservedComesToTheSame) {
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        const ProgramScenario scenario = program_of(seed);
        const RunSettings settings = settings_of(seed);
        RandomStrategy random;
        const Outcome bare = run_once(scenario, settings, &random);
        const Outcome recorded = record_run(scenario, settings).outcome;
        EXPECT_EQ(bare.verdict, recorded.verdict) << seed;
        EXPECT_EQ(bare.steps, recorded.steps) << seed;
        EXPECT_EQ(bare.time, recorded.time) << seed;
    }
}

TEST(KernelSuite, AllLawsHoldInRandomPrograms) {
    RandomStrategy random;
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        const ProgramScenario scenario = program_of(seed);
        LoopOptions options = loop_options(scenario, settings_of(seed));
        options.strategy = &random;
        Loop loop(options);
        Laws laws(loop);
        laws.add_all();
        const Outcome outcome = laws.finish(scenario.run(loop, {}));
        EXPECT_EQ(laws.broken(), nullptr) << seed << ": " << outcome.message;
    }
}

FOLIOT_PROP(KernelSuite, SleepersWakeWhenTheirTimeHasCome, (std::vector<std::uint8_t> times)) {
    std::vector<VirtualTime> woken;
    const auto body = [](Duration delay, std::vector<VirtualTime>& log) -> Coro<> {
        const VirtualTime due = later(VirtualClock::now(), delay);
        co_await sleep(delay);
        RC_ASSERT(VirtualClock::now() == due);
        log.push_back(due);
    };
    std::vector<Task<>> tasks;
    for (const std::uint8_t time : times)
        tasks.push_back(spawn(body(1ms * time, woken)));
    co_await gather(tasks);
    RC_ASSERT(std::is_sorted(woken.begin(), woken.end()));
    RC_ASSERT(woken.size() == times.size());
}

FOLIOT_PROP(KernelSuite, JobsOfAPoolShareItsWorkers,
            (std::uint8_t workers, std::vector<std::uint8_t> jobs)) {
    const std::size_t count = 1 + workers % 3;
    ThreadPool pool(count);
    std::vector<Future<int>> futures;
    Duration work{};
    for (const std::uint8_t job : jobs) {
        const Duration cost = 1ms * (job % 4);
        work += cost;
        const int answer = job;
        futures.push_back(pool.submit([answer] { return answer; }, cost));
    }
    const VirtualTime start = VirtualClock::now();
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const int answer = co_await futures[i];
        RC_ASSERT(answer == jobs[i]);
    }
    const Duration took = VirtualClock::now() - start;
    RC_ASSERT(took <= work);
    RC_ASSERT(took * static_cast<std::int64_t>(count) >= work);
    co_await pool.shutdown();
}

}  // namespace
}  // namespace foliot
