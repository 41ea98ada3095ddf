#include "strategies/pos.h"

#include "sim/detail/kernel.h"
#include "sim/draw_option.h"

namespace foliot {

void PosStrategy::begin(std::uint64_t seed) {
    seed_ = seed;
    rng_ = Rng(seed);
    chains_.clear();
    touched_ = {};
}

void PosStrategy::on_step(const Step& step) {
    Chain& chain = chains_[static_cast<std::uint64_t>(step.handle.path())];
    ++chain.steps;
    chain.redraws = 0;
}

std::uint32_t PosStrategy::pick(const ChoicePoint& point) {
    if (point.kind != ChoiceKind::ready) return drawn(point, seed_, rng_);
    std::uint32_t best = 0;
    std::uint64_t best_priority = 0;
    for (std::uint32_t rank = 0; rank < point.of; ++rank) {
        const auto path = static_cast<std::uint64_t>(point.loop->option(rank).path());
        Chain& chain = chains_[path];
        const Profile::Mask* const known =
            profile_ == nullptr ? nullptr : profile_->step(path, chain.steps + 1);
        if (known == nullptr || known->conflicts(touched_)) ++chain.redraws;
        const std::uint64_t event = mix(chain.steps, chain.redraws);
        const std::uint64_t priority = mix(mix(seed_, path), event);
        if (rank != 0 && priority <= best_priority) continue;
        best = rank;
        best_priority = priority;
    }
    touched_ = {};
    return best;
}

}  // namespace foliot
