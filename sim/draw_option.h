#pragma once

#include <cstdint>

#include "sim/choice.h"
#include "sim/rng.h"

namespace foliot {

/// An option of a choice, each as likely as the others: of ready handles and ticks from the run's
/// stream; of values, faults and cancellations from a stream of their own per task and per draw, so
/// that one draw more in one task moves nothing in another.
inline std::uint32_t drawn(const ChoicePoint& point, std::uint64_t seed, Rng& rng) {
    const std::uint64_t bits = precedes_step(point.kind) ? rng.next() : mix(seed, point.key);
    return static_cast<std::uint32_t>(scale(bits, point.of));
}

}  // namespace foliot
