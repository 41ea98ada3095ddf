#pragma once

#include <string>

#include "coordinator/detail/market_data.h"

namespace foliot {

/// What is computed of each update, on the pool. Simplified, and exact.
struct Indicators {
    std::string symbol;
    Decimal sma_20;
    Decimal rsi;
    Decimal bollinger_upper;
    Decimal bollinger_lower;

    bool operator==(const Indicators&) const = default;
};

/// Raises ValueError where a number gets too large.
Indicators technical_indicators(const MarketDataUpdate& update);

}  // namespace foliot
