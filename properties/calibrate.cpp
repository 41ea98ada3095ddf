#include "properties/calibrate.h"

#include "properties/child_process.h"
#include "sim/rng.h"

namespace foliot {

Profile calibrate(const Scenario& scenario, const RunSettings& settings,
                  const Runner::Around& around, const Calibration& how) {
    constexpr std::uint64_t enough_steps = 1'000'000;
    constexpr std::uint64_t seed = 0x63616c6962726174;
    RunSettings random = settings;
    random.strategy = "random";
    Runner runner(scenario, random, around);
    Profiler profiler;
    std::uint64_t steps = 0;
    for (std::uint64_t run = 0; run < how.runs && steps < enough_steps; ++run) {
        if (how.began) how.began(run);
        steps += runner.run(run_seed(seed, run), {&profiler, nullptr}).steps;
        profiler.end_run();
    }
    if (how.ended) how.ended();
    return profiler.take();
}

std::uint64_t calibration_runs_that_end(const Scenario& scenario, const RunSettings& settings,
                                        std::chrono::milliseconds timeout) {
    ChildProcess process([&](const ChildProcess::Say& say) {
        Calibration how;
        how.began = [&say](std::uint64_t run) { say(std::to_string(run)); };
        static_cast<void>(calibrate(scenario, settings, {}, how));
    });
    std::uint64_t latest = 0;
    const std::string end = process.hear_out(
        [&latest](const std::string& line) { latest = std::stoull(line); }, timeout);
    return end.empty() ? Calibration().runs : latest;
}

}  // namespace foliot
