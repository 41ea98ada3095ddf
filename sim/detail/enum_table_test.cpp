#include "sim/detail/enum_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace foliot {
namespace {

enum class Shape : std::uint8_t { line, circle, square };

struct Row {
    Shape shape;
    int corners;
};

constexpr bool in_step(auto... rows) {
    return detail::has_row_for_each(std::array{rows...}, &Row::shape, Shape::square);
}

TEST(EnumTable, HasARowForEachValueInTheirOrder) {
    constexpr Row line{Shape::line, 2};
    constexpr Row circle{Shape::circle, 0};
    constexpr Row square{Shape::square, 4};
    static_assert(in_step(line, circle, square));
    EXPECT_FALSE(in_step(line, circle));
    EXPECT_FALSE(in_step(line, square, circle));
    EXPECT_FALSE(in_step(line, circle, square, square));
}

}  // namespace
}  // namespace foliot
