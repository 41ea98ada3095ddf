#pragma once

#include <chrono>
#include <cstdint>

namespace foliot {

/// The clock of the simulated world: integer nanoseconds since the start of the run. It moves only
/// when the loop advances it, and is constant during a step that does not spend() any.
struct VirtualClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::duration<rep, period>;
    using time_point = std::chrono::time_point<VirtualClock>;
    static constexpr bool is_steady = true;

    /// The virtual time of the loop that runs on this thread. Raises RuntimeError where none runs.
    static time_point now();
};

using Duration = VirtualClock::duration;
using VirtualTime = VirtualClock::time_point;

inline constexpr VirtualTime virtual_start{};

/// Nanoseconds since the start of the run.
constexpr std::int64_t nanoseconds(VirtualTime time) {
    return time.time_since_epoch().count();
}

/// `time + delay`, held at the end of time instead of overflowing.
constexpr VirtualTime later(VirtualTime time, Duration delay) {
    return delay > VirtualTime::max() - time ? VirtualTime::max() : time + delay;
}

static_assert(std::chrono::is_clock_v<VirtualClock>);

}  // namespace foliot
