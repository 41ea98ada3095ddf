#pragma once

#include <optional>
#include <stdexcept>

#include "coordinator/detail/market_data.h"
#include "sim/coro.h"

namespace foliot {

/// The connection to a feed is lost. The next call makes another one, or raises this again.
class FeedDisconnected : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Whether this failure is a FeedDisconnected.
bool is_disconnect(const Failure& failure);

/// Where market data comes from.
class Feed {
  public:
    Feed() = default;
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;
    virtual ~Feed() = default;

    /// Makes ready to receive; once, before the first receive(). What it raises prevents the start.
    virtual Coro<> connect() { co_return; }
    /// Suspends until the next update arrives; gives nothing, without suspending, once the feed has
    /// ended. One call at a time. A call that is cancelled has consumed nothing. May raise
    /// FeedDisconnected, and be called again.
    virtual Coro<std::optional<MarketDataUpdate>> receive() = 0;
};

}  // namespace foliot
