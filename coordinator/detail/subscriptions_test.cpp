#include "coordinator/detail/subscriptions.h"

#include <gtest/gtest.h>

#include "sim/testing/run.h"

namespace foliot {
namespace {

TEST(Subscriptions, WantEverythingWhereNoneIsNamed) {
    Subscriptions all;
    EXPECT_TRUE(all.wanted("BTC"));
    all.subscribe("BTC");
    EXPECT_TRUE(all.wanted("ETH"));
}

TEST(Subscriptions, WantWhatSomebodySubscribedTo) {
    Subscriptions some({"BTC", "ETH"});
    EXPECT_TRUE(some.wanted("BTC"));
    EXPECT_FALSE(some.wanted("SOL"));
    some.subscribe("SOL");
    EXPECT_TRUE(some.wanted("SOL"));
}

TEST(Subscriptions, WantASymbolUntilTheLastSubscriberHasGone) {
    Subscriptions some({"BTC"});
    some.subscribe("BTC");
    some.unsubscribe("BTC");
    EXPECT_TRUE(some.wanted("BTC"));
    some.unsubscribe("BTC");
    EXPECT_FALSE(some.wanted("BTC"));
    EXPECT_EQ(raised_by([&some] { some.unsubscribe("BTC"); }),
              "Value: nobody is subscribed to BTC");
}

}  // namespace
}  // namespace foliot
