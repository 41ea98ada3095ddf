#include "explore/calibrate.h"

#include "sim/rng.h"

namespace foliot {

Profile calibrate(const Scenario& scenario, const RunSettings& settings,
                  const Runner::Around& around, const Calibration& how) {
    constexpr std::uint64_t enough_steps = 1'000'000;
    RunSettings random = settings;
    random.strategy = "random";
    Runner runner(scenario, random, around);
    Profiler profiler;
    std::uint64_t steps = 0;
    for (std::uint64_t run = 0; run < how.runs && steps < enough_steps; ++run) {
        if (how.began) how.began(run);
        steps += runner.run(calibration_seed(run), {&profiler, nullptr}).steps;
        profiler.end_run();
    }
    if (how.ended) how.ended();
    return profiler.take();
}

std::uint64_t calibration_seed(std::uint64_t run) {
    constexpr std::uint64_t seed = 0x63616c6962726174;
    return run_seed(seed, run);
}

}  // namespace foliot
