#pragma once

#include <cstdint>
#include <vector>

#include "coordinator/detail/trade_file.h"
#include "coordinator/feed.h"
#include "primitives/event.h"

namespace foliot {

/// The trades of recorded files, merged by their time of arrival; where that is equal, in the order
/// of the files. The start of the run is when the first message of all was seen. A trade arrives at
/// its own time, or at once where that has passed.
class RecordedFeed final : public Feed {
  public:
    explicit RecordedFeed(std::vector<TradeFile> files);

    /// Raises FeedError at a damaged line, when the trades before it in its file were received.
    Coro<std::optional<MarketDataUpdate>> receive() override;

    /// Set when a receive() found that nothing is left, or the damage.
    Event& ended() { return ended_; }

  private:
    TradeFile* next_file();
    VirtualTime at(std::int64_t ns) const { return VirtualTime(Duration(ns - origin_ns_)); }

    std::vector<TradeFile> files_;
    std::int64_t origin_ns_;
    Event ended_{"feed ended"};
};

}  // namespace foliot
