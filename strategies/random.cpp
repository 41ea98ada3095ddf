#include "strategies/random.h"

#include "sim/draw_option.h"

namespace foliot {

void RandomStrategy::begin(std::uint64_t seed) {
    seed_ = seed;
    rng_ = Rng(seed);
}

std::uint32_t RandomStrategy::pick(const ChoicePoint& point) {
    return drawn(point, seed_, rng_);
}

}  // namespace foliot
