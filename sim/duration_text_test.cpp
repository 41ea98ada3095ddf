#include "sim/duration_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace foliot {
namespace {

TEST(DurationText, IsExactAndShort) {
    EXPECT_EQ(duration_text(0), "0s");
    EXPECT_EQ(duration_text(1), "1ns");
    EXPECT_EQ(duration_text(1'500), "1.5us");
    EXPECT_EQ(duration_text(1'000'000), "1ms");
    EXPECT_EQ(duration_text(65'003'000'001), "65.003000001s");
    EXPECT_EQ(duration_text(3'600'000'000'000), "3600s");
    EXPECT_EQ(duration_text(-20'000), "-20us");
    EXPECT_EQ(duration_text(std::numeric_limits<std::int64_t>::min()), "-9223372036.854775808s");
}

}  // namespace
}  // namespace foliot
