#pragma once

#include <rapidcheck.h>

#include <ostream>

#include "sim/latency.h"

namespace foliot {

/// "1ms, 2.999999ms or 3ms".
std::ostream& operator<<(std::ostream& stream, const Latency& latency);

}  // namespace foliot

namespace rc {

/// One to four durations, shortest first, of 0 to 5 ms as in a Workload: whole milliseconds, so
/// that instants coincide, or a nanosecond beside one, so that they just miss each other. Shrinks
/// to fewer and shorter ones.
template <>
struct Arbitrary<foliot::Latency> {
    static Gen<foliot::Latency> arbitrary();
};

}  // namespace rc
