#include <foliot/testing.h>

TEST(Consumer, RunsGoogleTest) {
    SUCCEED();
}

RC_GTEST_PROP(Consumer, RunsRapidCheck, (int x)) {
    RC_ASSERT(x == x);
}
