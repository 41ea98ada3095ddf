#include "coordinator/detail/buffer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace foliot {

std::size_t Buffer::push(MarketDataUpdate update) {
    updates_.push_back(std::move(update));
    if (updates_.size() <= limits_.above) return 0;
    const std::size_t surplus = updates_.size() - std::min(limits_.keep, updates_.size());
    updates_.erase(updates_.begin(), updates_.begin() + static_cast<std::ptrdiff_t>(surplus));
    return surplus;
}

std::vector<MarketDataUpdate> Buffer::take(std::size_t most) {
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, updates_.size()));
    const auto end = updates_.begin() + count;
    std::vector<MarketDataUpdate> batch(std::make_move_iterator(updates_.begin()),
                                        std::make_move_iterator(end));
    updates_.erase(updates_.begin(), end);
    return batch;
}

std::size_t Buffer::clear() {
    const std::size_t count = updates_.size();
    updates_.clear();
    return count;
}

}  // namespace foliot
