#include "sim/rng.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace foliot {
namespace {

TEST(Splitmix64, GivesTheReferenceOutputs) {
    std::uint64_t state = 1234567;
    const std::vector<std::uint64_t> expected{6457827717110365317U, 3203168211198807973U,
                                              9817491932198370423U, 4593380528125082431U,
                                              16408922859458223821U};
    for (const std::uint64_t output : expected)
        EXPECT_EQ(splitmix64(state), output);
}

TEST(Rng, GivesTheReferenceOutputsOfXoshiro256StarStar) {
    Rng zero(0);
    for (const std::uint64_t output :
         {0x99ec5f36cb75f2b4U, 0xbf6e1f784956452aU, 0x1a5f849d4933e6e0U, 0x6aa594f1262d2d2cU,
          0xbba5ad4a1f842e59U}) {
        EXPECT_EQ(zero.next(), output);
    }
    Rng other(42);
    for (const std::uint64_t output :
         {0x15780b2e0c2ec716U, 0x6104d9866d113a7eU, 0xae17533239e499a1U, 0xecb8ad4703b360a1U,
          0xfde6dc7fe2ec5e64U}) {
        EXPECT_EQ(other.next(), output);
    }
}

TEST(Rng, IsSeededWithZeroWhereNothingIsSaid) {
    Rng silent;
    Rng zero(0);
    EXPECT_EQ(silent.next(), zero.next());
}

TEST(Rng, BelowScalesTheNextOutput) {
    Rng bits(7);
    Rng numbers(7);
    for (const std::uint64_t bound : {1U, 2U, 3U, 10U, 1000U, 4294967295U})
        EXPECT_EQ(numbers.below(bound), scale(bits.next(), bound));
}

TEST(Rng, BelowStaysBelowItsBoundAndMeetsEveryValue) {
    Rng rng(1);
    std::array<int, 7> seen{};
    for (int i = 0; i < 7000; ++i) {
        const std::uint64_t value = rng.below(7);
        ASSERT_LT(value, 7U);
        ++seen[value];
    }
    for (const int count : seen)
        EXPECT_NEAR(count, 1000, 150);
}

TEST(Scale, MapsAllBitsOntoTheBound) {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    EXPECT_EQ(scale(0, 10), 0U);
    EXPECT_EQ(scale(most, 10), 9U);
    EXPECT_EQ(scale(most / 2 + 1, 10), 5U);
    EXPECT_EQ(scale(most / 2, 10), 4U);
    EXPECT_EQ(scale(most, 1), 0U);
    EXPECT_EQ(scale(most, most), most - 1);
}

TEST(RunSeed, OfRunZeroIsTheSeedItself) {
    EXPECT_EQ(run_seed(0, 0), 0U);
    EXPECT_EQ(run_seed(1535, 0), 1535U);
}

TEST(RunSeed, OfRunKIsTheKthOutputOfSplitmix64) {
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{42}, ~std::uint64_t{0}}) {
        std::uint64_t state = seed;
        for (std::uint64_t run = 1; run <= 1000; ++run)
            ASSERT_EQ(run_seed(seed, run), splitmix64(state)) << "run " << run;
    }
    EXPECT_EQ(run_seed(1234567, 3), 9817491932198370423U);
}

TEST(Mix, IsPinnedAndNotCommutative) {
    EXPECT_EQ(mix(0, 0), 0xe220a8397b1dcdafU);
    EXPECT_EQ(mix(1, 2), 0xf6d22974f4c70584U);
    EXPECT_EQ(mix(2, 1), 0x62bc76cf3ec88465U);
}

static_assert(Rng(3).next() == Rng(3).next(), "usable at compile time");

}  // namespace
}  // namespace foliot
