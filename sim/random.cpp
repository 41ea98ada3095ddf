#include "sim/random.h"

namespace foliot {

void RandomStrategy::begin(std::uint64_t seed) {
    seed_ = seed;
    rng_ = Rng(seed);
}

std::uint32_t RandomStrategy::pick(const ChoicePoint& point) {
    const bool shared = point.kind == ChoiceKind::ready || point.kind == ChoiceKind::tick;
    const std::uint64_t bits = shared ? rng_.next() : mix(seed_, point.key);
    return static_cast<std::uint32_t>(scale(bits, point.of));
}

}  // namespace foliot
