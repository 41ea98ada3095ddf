#include "strategies/pct.h"

#include <algorithm>
#include <functional>

#include "sim/detail/kernel.h"
#include "sim/draw_option.h"

namespace foliot {

namespace {

constexpr std::uint64_t fair_after = 10'000;
constexpr std::uint64_t above_all_fallen = std::uint64_t{1} << 63U;

}  // namespace

void PctStrategy::learn(std::shared_ptr<const Profile> profile) {
    length_ = profile->choices();
}

void PctStrategy::begin(std::uint64_t seed) {
    seed_ = seed;
    rng_ = Rng(seed);
    choices_ = 0;
    fallen_.clear();
    changes_.clear();
    ready_.forget();
    for (std::uint32_t i = 1; i < depth_; ++i)
        changes_.push_back(1 + rng_.below(length_));
    std::sort(changes_.begin(), changes_.end(), std::greater<>());
}

std::uint64_t PctStrategy::priority(std::uint64_t path) const {
    // The latest fall counts.
    for (std::size_t i = fallen_.size(); i-- > 0;) {
        if (fallen_[i].path == path) return fallen_[i].priority;
    }
    return mix(seed_, path) | above_all_fallen;
}

std::uint32_t PctStrategy::highest(const ChoicePoint& point) {
    return ready_.find(point, [this](const Handle& handle) {
        return priority(static_cast<std::uint64_t>(handle.path()));
    });
}

std::uint32_t PctStrategy::pick(const ChoicePoint& point) {
    if (point.kind != ChoiceKind::ready) return drawn(point, seed_, rng_);
    if (++choices_ > fair_after) return static_cast<std::uint32_t>(rng_.below(point.of));
    std::uint32_t best = highest(point);
    while (!changes_.empty() && changes_.back() <= choices_) {
        changes_.pop_back();
        const auto path = static_cast<std::uint64_t>(point.loop->option(best).path());
        fallen_.push_back({path, rng_.next() & ~above_all_fallen});
        ready_.forget();
        best = highest(point);
    }
    ready_.take();
    return best;
}

}  // namespace foliot
