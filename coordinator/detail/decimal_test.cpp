#include "coordinator/detail/decimal.h"

#include <gtest/gtest.h>

#include "sim/error.h"

namespace foliot {
namespace {

std::string again(std::string_view text) {
    const std::optional<Decimal> decimal = Decimal::parse(text);
    return decimal ? decimal->text() : "nothing";
}

TEST(Decimal, KeepsEveryDigit) {
    for (const char* const text : {"61837.63000000", "0.00009000", "0", "0.0", "12", "-12.340",
                                   "0.1", "-0.05", "9999999999999999", "0.0000000000000001"}) {
        EXPECT_EQ(again(text), text);
    }
    EXPECT_EQ(Decimal::parse("61837.63000000"), Decimal(6'183'763'000'000, 8));
}

TEST(Decimal, IsEqualOnlyDigitByDigit) {
    EXPECT_NE(Decimal::parse("1.50"), Decimal::parse("1.5"));
}

TEST(Decimal, DropsLeadingZerosOnly) {
    EXPECT_EQ(again("007.10"), "7.10");
    EXPECT_EQ(again("00000000000000000001.5"), "1.5");
}

TEST(Decimal, RefusesWhatIsNoPlainDecimal) {
    for (const char* const text :
         {"", "-", ".", "1.", ".5", "1.2.3", "1e5", "+1", " 1", "1 ", "0x10", "nan", "--1", "1,5",
          "12345678901234567", "0.00000000000000001"}) {
        EXPECT_EQ(Decimal::parse(text), std::nullopt) << text;
    }
}

TEST(Decimal, MultipliesExactly) {
    EXPECT_EQ((Decimal(6'183'763, 2) * Decimal(98, 2)).text(), "60600.8774");
    EXPECT_EQ((Decimal(-5, 1) * Decimal(3)).text(), "-1.5");
}

TEST(Decimal, EveryParsedNumberTimesAHundredFits) {
    const Decimal largest = *Decimal::parse("9999999999999999");
    EXPECT_EQ((largest * Decimal(102, 2)).text(), "10199999999999998.98");
}

TEST(Decimal, RaisesRatherThanRounds) {
    EXPECT_THROW(Decimal(INT64_MAX) * Decimal(2), ValueError);
    EXPECT_EQ(Decimal(INT64_MIN).text(), "-9223372036854775808");
}

}  // namespace
}  // namespace foliot
