#include "sim/detail/enum_names.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

namespace foliot {
namespace {

enum class Colour : std::uint8_t { red, green, blue };

constexpr detail::EnumNames<Colour::blue> names("red", "green", "blue");

TEST(EnumNames, ToldByTheValueAndTheOtherWayRound) {
    EXPECT_EQ(names[Colour::green], "green");
    EXPECT_EQ(names.find("blue"), Colour::blue);
    EXPECT_EQ(names.find("Blue"), std::nullopt);
    EXPECT_EQ(names.find(""), std::nullopt);
}

TEST(EnumNames, ATableThatLacksANameOrHasOneTooManyDoesNotCompile) {
    using Names = detail::EnumNames<Colour::blue>;
    EXPECT_TRUE((std::is_constructible_v<Names, const char*, const char*, const char*>));
    EXPECT_FALSE((std::is_constructible_v<Names, const char*, const char*>));
    EXPECT_FALSE(
        (std::is_constructible_v<Names, const char*, const char*, const char*, const char*>));
}

}  // namespace
}  // namespace foliot
