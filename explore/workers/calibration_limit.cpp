#include "explore/workers/calibration_limit.h"

#include <string>

#include "explore/calibrate.h"
#include "explore/workers/child_process.h"

namespace foliot {

std::uint64_t calibration_runs_that_end(const Scenario& scenario, const RunSettings& settings,
                                        std::chrono::milliseconds timeout) {
    ChildProcess process([&](const ChildProcess::Say& say) {
        Calibration how;
        how.began = [&say](std::uint64_t run) { say(std::to_string(run)); };
        static_cast<void>(calibrate(scenario, settings, {}, how));
    });
    std::uint64_t latest = 0;
    ChildProcess::Patience patience;
    patience.silence = timeout;
    const ProcessEnd end = process.hear_out(
        [&latest](const std::string& text) { latest = std::stoull(text); }, patience);
    return end.finished() ? Calibration().runs : latest;
}

}  // namespace foliot
