#include "coordinator/detail/buffer.h"

#include <gtest/gtest.h>

#include "coordinator/testing/feeds.h"

namespace foliot {
namespace {

TEST(Buffer, TrimsToTheNewest5000WhenItExceeds10000) {
    Buffer buffer;
    for (int i = 1; i <= 10'000; ++i)
        EXPECT_EQ(buffer.push(update_of(i)), 0U);
    EXPECT_EQ(buffer.size(), 10'000U);
    EXPECT_EQ(buffer.push(update_of(10'001)), 5'001U);
    EXPECT_EQ(buffer.size(), 5'000U);
    EXPECT_EQ(symbols_of(buffer.take(1)), "5002");
    const std::vector<MarketDataUpdate> rest = buffer.take(5'000);
    EXPECT_EQ(rest.size(), 4'999U);
    EXPECT_EQ(rest.back(), update_of(10'001));
}

TEST(Buffer, TakesTheOldestFirst) {
    Buffer buffer;
    for (int i = 1; i <= 5; ++i)
        buffer.push(update_of(i));
    EXPECT_EQ(symbols_of(buffer.take(2)), "1 2");
    EXPECT_EQ(symbols_of(buffer.take(100)), "3 4 5");
    EXPECT_TRUE(buffer.empty());
    EXPECT_TRUE(buffer.take(100).empty());
}

TEST(Buffer, SaysHowManyUpdatesItGaveUp) {
    Buffer buffer;
    buffer.push(update_of(1));
    buffer.push(update_of(2));
    EXPECT_EQ(buffer.clear(), 2U);
    EXPECT_EQ(buffer.clear(), 0U);
    EXPECT_EQ(buffer.size(), 0U);
}

}  // namespace
}  // namespace foliot
