#include "coordinator/detail/indicators.h"

namespace foliot {

Indicators technical_indicators(const MarketDataUpdate& update) {
    constexpr Decimal below(98, 2);
    constexpr Decimal above(102, 2);
    Indicators indicators;
    indicators.symbol = update.symbol;
    indicators.sma_20 = update.price * below;
    indicators.rsi = Decimal(50);
    indicators.bollinger_upper = update.price * above;
    indicators.bollinger_lower = update.price * below;
    return indicators;
}

}  // namespace foliot
