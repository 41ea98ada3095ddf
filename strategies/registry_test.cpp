#include "strategies/registry.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "sim/error.h"

namespace foliot {
namespace {

/// A name that make_strategy() takes.
std::string called(const StrategyTraits& traits) {
    const bool needs_one = !traits.argument.empty() && traits.argument.front() == ':';
    return std::string(traits.name) + (needs_one ? ":2" : "");
}

TEST(Strategies, AreKnownByName) {
    EXPECT_EQ(make_strategy("fifo"), nullptr);
    for (const char* const wrong : {"", "pct:", "pct:0", "pct:x", "bounded", "bounded:-1",
                                    "bytes:0", "bytes:xy", "replay", "surw:2", "best"}) {
        EXPECT_THROW(static_cast<void>(make_strategy(wrong)), ValueError) << wrong;
    }
}

TEST(Strategies, AreWhatTheirTraitsSay) {
    for (const StrategyTraits& traits : strategies()) {
        const std::unique_ptr<Strategy> strategy = make_strategy(called(traits));
        EXPECT_EQ(strategy != nullptr, traits.explores) << traits.name;
        const bool exhaustive = strategy != nullptr && strategy->exhaustive();
        EXPECT_EQ(exhaustive, traits.exhaustive) << traits.name;
        EXPECT_EQ(&strategy_traits(called(traits)), &traits);
    }
    EXPECT_TRUE(strategy_traits(default_strategy).explores);
}

TEST(Strategies, AreAllInTheManual) {
    std::ifstream file("docs/search.md");
    const std::string manual{std::istreambuf_iterator<char>(file), {}};
    for (const StrategyTraits& traits : strategies()) {
        const std::string row =
            "| `" + std::string(traits.name) + std::string(traits.argument) + "` | ";
        EXPECT_NE(manual.find(row), std::string::npos) << row;
    }
}

TEST(Strategies, AreListedWithTheirArguments) {
    EXPECT_EQ(strategy_names(),
              "fifo random pct[:D] pos surw urw dfs dpor bounded:K portfolio bytes[:HEX]");
    EXPECT_NE(strategy_help().find("  bounded:K     every run with at most"), std::string::npos);
}

}  // namespace
}  // namespace foliot
