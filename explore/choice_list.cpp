#include "explore/choice_list.h"

namespace foliot {

void ListedChoices::begin(std::uint64_t) {
    at_ = 0;
    fitted_ = true;
}

std::uint32_t ListedChoices::pick(const ChoicePoint& point) {
    if (at_ == choices_.size()) return 0;
    const auto [of, taken] = choices_[at_++];
    if (of == point.of && taken < of) return taken;
    fitted_ = false;
    return 0;
}

void Wandering::begin(std::uint64_t seed) {
    rng_ = Rng(seed);
    choices_.clear();
}

std::uint32_t Wandering::pick(const ChoicePoint& point) {
    const bool tame = rng_.below(100) < tameness_;
    choices_.emplace_back(point.of, tame ? 0 : rng_.below(point.of));
    return choices_.back().second;
}

}  // namespace foliot
