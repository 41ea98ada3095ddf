#pragma once

#include <optional>

#include "coordinator/market_data.h"
#include "sim/coro.h"

namespace foliot {

/// Where market data comes from.
class Feed {
  public:
    Feed() = default;
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;
    virtual ~Feed() = default;

    /// Suspends until the next update arrives; gives nothing, without suspending, once the feed has
    /// ended. One call at a time. A call that is cancelled has consumed nothing.
    virtual Coro<std::optional<MarketDataUpdate>> receive() = 0;
};

}  // namespace foliot
