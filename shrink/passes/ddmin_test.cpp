#include "shrink/passes/ddmin.h"

#include <gtest/gtest.h>

#include <numeric>

namespace foliot {
namespace {

const auto never = [] { return false; };

std::vector<int> numbers(int count) {
    std::vector<int> items(static_cast<std::size_t>(count));
    std::iota(items.begin(), items.end(), 0);
    return items;
}

bool has(const std::vector<int>& items, int item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

TEST(Ddmin, KeepsWhatIsNeededInItsOrder) {
    int tests = 0;
    const auto needs = [&tests](const std::vector<int>& items) {
        ++tests;
        return has(items, 3) && has(items, 41) && has(items, 99);
    };
    EXPECT_EQ(ddmin(numbers(100), needs, never), (std::vector<int>{3, 41, 99}));
    EXPECT_LT(tests, 80);
}

TEST(Ddmin, LeavesNothingWhereNothingIsNeeded) {
    EXPECT_TRUE(ddmin(
                    numbers(37), [](const auto&) { return true; }, never)
                    .empty());
}

TEST(Ddmin, LeavesAllWhereAllAreNeeded) {
    const auto all = [](const std::vector<int>& items) { return items.size() == 9; };
    EXPECT_EQ(ddmin(numbers(9), all, never), numbers(9));
}

TEST(Ddmin, ItsResultCannotDoWithoutAnySingleItem) {
    // An even number of items: to leave out one alone never helps, to leave out two does.
    const auto even = [](const std::vector<int>& items) { return items.size() % 2 == 1; };
    const std::vector<int> left = ddmin(numbers(33), even, never);
    EXPECT_TRUE(even(left));
    EXPECT_LE(left.size(), 33U);
}

TEST(Ddmin, EndsWhereItIsToldTo) {
    int tests = 0;
    const auto fails = [&tests](const std::vector<int>&) { return ++tests < 0; };
    ddmin(numbers(1'000), fails, [&tests] { return tests >= 10; });
    EXPECT_EQ(tests, 10);
}

}  // namespace
}  // namespace foliot
