#include "explore/choice_list.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

ChoicePoint choice_of(std::uint32_t options) {
    return {ChoiceKind::ready, options, 0, {}, nullptr};
}

TEST(ListedChoices, TakesWhatTheListSaysAndTheTameOptionAfterItsEnd) {
    ListedChoices listed({{3, 2}, {2, 1}});
    for (int run = 0; run < 2; ++run) {
        listed.begin(1);
        EXPECT_EQ(listed.pick(choice_of(3)), 2U);
        EXPECT_EQ(listed.pick(choice_of(2)), 1U);
        EXPECT_EQ(listed.pick(choice_of(9)), 0U);
        EXPECT_TRUE(listed.fitted());
    }
}

TEST(ListedChoices, TakesTheTameOptionWhereTheListDoesNotFit) {
    ListedChoices listed({{3, 2}, {2, 5}});
    listed.begin(1);
    EXPECT_EQ(listed.pick(choice_of(4)), 0U);
    EXPECT_FALSE(listed.fitted());
    EXPECT_EQ(listed.pick(choice_of(2)), 0U);
}

TEST(Wandering, WritesDownWhatItChose) {
    Wandering strategy(0);
    strategy.begin(7);
    ChoiceList chosen;
    for (std::uint32_t of = 2; of < 50; ++of)
        chosen.emplace_back(of, strategy.pick(choice_of(of)));
    EXPECT_EQ(strategy.choices(), chosen);
    strategy.begin(7);
    EXPECT_TRUE(strategy.choices().empty());
    EXPECT_EQ(strategy.pick(choice_of(2)), chosen[0].second);
}

TEST(Wandering, TakesTheTameOptionAsOftenAsItIsTold) {
    const auto tame = [](std::uint32_t tameness) {
        Wandering strategy(tameness);
        strategy.begin(1);
        int count = 0;
        for (int i = 0; i < 1000; ++i)
            count += strategy.pick(choice_of(100)) == 0 ? 1 : 0;
        return count;
    };
    EXPECT_EQ(tame(100), 1000);
    EXPECT_LT(tame(0), 50);
    EXPECT_GT(tame(70), 600);
    EXPECT_LT(tame(70), 800);
}

}  // namespace
}  // namespace foliot
