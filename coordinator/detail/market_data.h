#pragma once

#include <string>

#include "coordinator/detail/decimal.h"
#include "sim/clock.h"

namespace foliot {

/// One trade, as a feed reports it.
struct MarketDataUpdate {
    std::string symbol;
    Decimal price;
    Decimal volume;
    /// By the exchange's clock, which may run ahead of the time of arrival.
    VirtualTime timestamp;
    std::string source;

    bool operator==(const MarketDataUpdate&) const = default;
};

}  // namespace foliot
