#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/loop_options.h"
#include "sim/observer.h"
#include "sim/outcome.h"
#include "traces/file/trace.h"
#include "traces/replay/divergence.h"

namespace foliot {

class Loop;

/// What became of a replay.
struct ReplayReport {
    bool same = false;  ///< the digest of this run is that of the trace; see `until`
    Outcome outcome;
    Trace trace;                           ///< of this run
    std::optional<Divergence> divergence;  ///< strict only: why it is not the same
    std::vector<std::string> skipped;      ///< loose only: recorded choices that were not made
};

/// Makes the recorded run again. `run` runs the scenario in the loop that it is given. The options
/// that belong to the scenario are those of `base`; the settings those of the trace, but for debug
/// mode, which either of both switches on, and what it finds slow, which `base` says. With `until`,
/// the run ends after that step, and is compared up to there.
ReplayReport replay(const Trace& recorded, ReplayMode mode, const LoopOptions& base,
                    const std::function<Outcome(Loop&)>& run, std::uint64_t until = no_step);

}  // namespace foliot
