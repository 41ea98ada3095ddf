#include "sim/warning.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

TEST(Warning, KindsHaveStableNames) {
    EXPECT_EQ(name_of(WarningKind::slow_step), "slow_step");
    EXPECT_EQ(name_of(WarningKind::never_awaited), "never_awaited");
    EXPECT_EQ(name_of(WarningKind::never_retrieved), "never_retrieved");
}

}  // namespace
}  // namespace foliot
