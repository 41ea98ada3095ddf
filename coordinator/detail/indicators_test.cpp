#include "coordinator/detail/indicators.h"

#include <gtest/gtest.h>

#include "sim/error.h"

namespace foliot {
namespace {

TEST(Indicators, AreExact) {
    MarketDataUpdate update;
    update.symbol = "BTCUSDT";
    update.price = *Decimal::parse("61837.63000000");
    const Indicators indicators = technical_indicators(update);
    EXPECT_EQ(indicators.symbol, "BTCUSDT");
    EXPECT_EQ(indicators.sma_20.text(), "60600.8774000000");
    EXPECT_EQ(indicators.rsi.text(), "50");
    EXPECT_EQ(indicators.bollinger_upper.text(), "63074.3826000000");
    EXPECT_EQ(indicators.bollinger_lower.text(), "60600.8774000000");
}

TEST(Indicators, RaiseWhereANumberGetsTooLarge) {
    MarketDataUpdate update;
    update.price = Decimal(INT64_MAX);
    EXPECT_THROW(technical_indicators(update), ValueError);
}

}  // namespace
}  // namespace foliot
