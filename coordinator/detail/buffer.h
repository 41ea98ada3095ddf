#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "coordinator/detail/market_data.h"

namespace foliot {

/// When a buffer is trimmed, and to how many updates.
struct BufferLimits {
    std::size_t above = 10'000;
    std::size_t keep = 5'000;
};

/// Updates that wait to be processed, oldest first. Where it grows above its limit, the oldest go,
/// so that memory stays bounded. Plain data: whoever shares it guards it.
class Buffer {
  public:
    explicit Buffer(BufferLimits limits = {}) : limits_(limits) {}

    /// Appends; gives how many updates were trimmed away.
    std::size_t push(MarketDataUpdate update);
    /// Takes the oldest, at most `most`.
    std::vector<MarketDataUpdate> take(std::size_t most);
    /// Empties the buffer; gives how many updates that were.
    std::size_t clear();

    bool empty() const { return updates_.empty(); }
    std::size_t size() const { return updates_.size(); }

  private:
    BufferLimits limits_;
    std::deque<MarketDataUpdate> updates_;
};

}  // namespace foliot
