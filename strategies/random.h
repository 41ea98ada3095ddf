#pragma once

#include "sim/rng.h"
#include "sim/strategy.h"

namespace foliot {

/// Random walk: every option of every choice is equally likely. Ready handles are drawn from the
/// run's stream; values, faults and cancellations from a stream of their own per task and per draw,
/// so that one draw more in one task moves nothing in another.
class RandomStrategy final : public Strategy {
  public:
    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;

  private:
    std::uint64_t seed_ = 0;
    Rng rng_;
};

}  // namespace foliot
