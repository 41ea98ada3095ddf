#pragma once

#include <chrono>
#include <cstdint>

#include "sim/clock.h"

namespace foliot {

/// How a run is to be made, as far as that is said from outside: on a command line, by variables,
/// in a trace. The same from there to the loop.
struct LoopSettings {
    std::uint64_t seed = 0;
    bool racing_clock = false;  ///< time may move although something is ready
    std::uint64_t step_limit = 10'000'000;
    VirtualTime time_limit = VirtualTime::max();
    bool debug = false;  ///< asyncio's debug mode, see Loop::set_debug
    /// A step that takes as long is slow, as debug mode sees it. In no trace.
    Duration slow_callback_duration = std::chrono::milliseconds(100);

    bool operator==(const LoopSettings&) const = default;
};

}  // namespace foliot
