#pragma once

#include <vector>

#include "coordinator/detail/market_data.h"
#include "sim/coro.h"
#include "sim/latency.h"

namespace foliot {

/// What a poller asks: a REST interface that answers with the state of several symbols at once.
class QuoteSource {
  public:
    QuoteSource() = default;
    QuoteSource(const QuoteSource&) = delete;
    QuoteSource& operator=(const QuoteSource&) = delete;
    virtual ~QuoteSource() = default;

    /// Suspends until the answer is there. What it raises, the poller logs and counts; it asks
    /// again when its time comes.
    virtual Coro<std::vector<MarketDataUpdate>> poll() = 0;
};

/// Made-up quotes of three symbols, data of the seed; each answer takes one network delay. Where
/// the run allows failures, an answer may be an error.
class SimulatedQuotes final : public QuoteSource {
  public:
    explicit SimulatedQuotes(Latency network) : network_(std::move(network)) {}

    Coro<std::vector<MarketDataUpdate>> poll() override;

  private:
    Latency network_;
};

}  // namespace foliot
