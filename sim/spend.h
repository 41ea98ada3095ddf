#pragma once

#include <source_location>

#include "sim/clock.h"

namespace foliot {

/// The running step takes `duration` longer: time passes at once, within the step, and nothing else
/// runs meanwhile. What blocks a loop in Python (time.sleep, a long computation) is a spend() here.
/// Timers whose deadline has passed then are due, and race with all that is ready. Past the time
/// limit the run ends after this step, as time_limit. Raises ValueError for a negative duration and
/// RuntimeError outside of steps.
///
/// In the step of a simulated thread it holds up everything too: use thread_sleep() there.
void spend(Duration duration, std::source_location where = std::source_location::current());

}  // namespace foliot
