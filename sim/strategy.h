#pragma once

#include <cstdint>

#include "sim/choice.h"

namespace foliot {

/// Makes the choices of a run. One strategy object serves many runs, one after the other. The order
/// `fifo`, which takes option 0 always, is no strategy: a loop without a strategy does that.
class Strategy {
  public:
    Strategy() = default;
    Strategy(const Strategy&) = delete;
    Strategy& operator=(const Strategy&) = delete;
    virtual ~Strategy() = default;

    /// A run with this seed begins.
    virtual void begin(std::uint64_t seed) = 0;
    /// The option to take, in [0, point.of).
    virtual std::uint32_t pick(const ChoicePoint& point) = 0;
};

}  // namespace foliot
