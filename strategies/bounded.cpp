#include "strategies/bounded.h"

#include <utility>

namespace foliot {

void BoundedStrategy::begin(std::uint64_t) {
    run_.options.clear();
    at_ = 0;
    next_deviation_ = 0;
}

std::uint32_t BoundedStrategy::pick(const ChoicePoint& point) {
    const std::size_t choice = at_++;
    if (next_deviation_ == run_.deviations.size()) {
        run_.options.push_back(point.of);
        return 0;
    }
    const Deviation& deviation = run_.deviations[next_deviation_];
    if (deviation.choice != choice) return 0;
    ++next_deviation_;
    // Its parent had an option of that number here.
    if (deviation.taken < point.of) return deviation.taken;
    return retake(point, {deviation.taken, deviation.taken + 1}, choice);
}

bool BoundedStrategy::next() {
    if (level_ < most_) children_.push_back(run_);
    while (!deviate()) {
        if (level_ == most_ || children_.empty()) return false;
        ++level_;
        parents_ = std::exchange(children_, {});
        parent_ = 0;
        offset_ = 0;
        taken_ = 0;
    }
    return true;
}

/// Makes the next child of the parents the run. False where there is none.
bool BoundedStrategy::deviate() {
    while (parent_ < parents_.size()) {
        Parent& parent = parents_[parent_];
        if (offset_ == parent.options.size()) {
            parent = {};
            ++parent_;
            offset_ = 0;
        } else if (++taken_ < parent.options[offset_]) {
            run_.deviations = parent.deviations;
            run_.deviations.push_back({parent.first_free() + offset_, taken_});
            return true;
        } else {
            ++offset_;
        }
        taken_ = 0;
    }
    return false;
}

}  // namespace foliot
