#pragma once

#include <ostream>

#include "sim/latency.h"

namespace rc {

template <class T>
class Gen;

}  // namespace rc

namespace foliot {

/// "1ms, 2.999999ms or 3ms".
std::ostream& operator<<(std::ostream& stream, const Latency& latency);

/// One to four durations, shortest first, of 0 to 5 ms as in a Workload: whole milliseconds, so
/// that instants coincide, or a nanosecond beside one, so that they just miss each other. Shrinks
/// to fewer and shorter ones.
rc::Gen<Latency> any_latency();

}  // namespace foliot
