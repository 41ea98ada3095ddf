#pragma once

#include "coordinator/feed.h"
#include "sim/latency.h"

namespace foliot {

/// Made-up trades of three symbols, one after each network delay, without end. Prices and volumes
/// are data of the seed: the same under every strategy. Where the run allows disconnects, a receive
/// may raise FeedDisconnected.
class SimulatedFeed final : public Feed {
  public:
    explicit SimulatedFeed(Latency network) : network_(std::move(network)) {}

    Coro<std::optional<MarketDataUpdate>> receive() override;

  private:
    Latency network_;
};

}  // namespace foliot
