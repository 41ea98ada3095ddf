#include "strategies/dfs.h"

#include <string>
#include <utility>

#include "sim/detail/kernel.h"

namespace foliot {

DfsStrategy::DfsStrategy(std::vector<Turn> prefix)
    : turns_(std::move(prefix)), fixed_(turns_.size()) {}

void DfsStrategy::begin(std::uint64_t) {
    at_ = 0;
}

std::uint32_t DfsStrategy::pick(const ChoicePoint& point) {
    const std::size_t choice = at_++;
    if (choice >= depth_) return 0;
    if (choice < turns_.size()) return retake(point, turns_[choice], choice);
    turns_.push_back({0, point.of});
    return 0;
}

bool DfsStrategy::next() {
    // A run that failed may have ended before it had made all that it was to make again.
    while (turns_.size() > fixed_ && turns_.back().taken + 1 == turns_.back().of)
        turns_.pop_back();
    if (turns_.size() == fixed_) return false;
    ++turns_.back().taken;
    return true;
}

std::uint32_t retake(const ChoicePoint& point, const Turn& turn, std::size_t choice) {
    if (point.of == turn.of) return turn.taken;
    point.loop->fail(Verdict::error, "the scenario is not deterministic: choice " +
                                         std::to_string(choice) + " had " +
                                         std::to_string(turn.of) + " options, and has " +
                                         std::to_string(point.of) + " when it is made again");
    return 0;
}

}  // namespace foliot
