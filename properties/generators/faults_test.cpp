#include "properties/generators/faults.h"

#include <sstream>

#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

std::string text_of(const FaultBudget& budget) {
    std::ostringstream text;
    text << budget;
    return std::move(text).str();
}

TEST(AnyFaults, AreShownInWords) {
    EXPECT_EQ(text_of({}), "no faults");
    EXPECT_EQ(text_of({.failures = 1, .stalls = 2, .cancellations = 3, .stall = 4ms}),
              "1 failure, 2 stalls of 4ms, 3 cancellations");
}

TEST(AnyFaults, AreOfEveryKindAndOfOneAlone) {
    FaultBudget most;
    bool none = false;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const auto budget = any_fault_budget()(rc::Random(seed), 100).value();
        none = none || text_of(budget) == "no faults";
        most.delays = std::max(most.delays, budget.delays);
        most.failures = std::max(most.failures, budget.failures);
        most.stalls = std::max(most.stalls, budget.stalls);
        most.disconnects = std::max(most.disconnects, budget.disconnects);
        most.cancellations = std::max(most.cancellations, budget.cancellations);
    }
    EXPECT_TRUE(none);
    most.delay = most.stall = 1ms;
    EXPECT_EQ(text_of(most),
              "4 delays of 1ms, 4 failures, 4 stalls of 1ms, 4 disconnects, 4 cancellations");
}

FOLIOT_PROP(AnyFaults, StrikeNoMoreOftenThanTheBudgetAllows, (FaultBudget budget)) {
    allow_faults(budget);
    std::uint32_t failures = 0;
    for (int i = 0; i < 20; ++i)
        failures += strikes(Fault::failure) ? 1 : 0;
    RC_ASSERT(failures <= budget.failures);
    co_return;
}

}  // namespace
}  // namespace foliot
