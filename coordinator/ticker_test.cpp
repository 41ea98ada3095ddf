#include "coordinator/ticker.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(Ticker, IsDueAtOnceUnlessToldOtherwise) {
    run_to_end([]() -> Coro<> {
        EXPECT_TRUE(Ticker(10ms).due());
        EXPECT_FALSE(Ticker(10ms, 10ms).due());
        co_return;
    });
}

TEST(Ticker, KeepsItsInstantsHoweverLateItIsLookedAt) {
    run_to_end([]() -> Coro<> {
        Ticker ticker(10ms, 10ms);
        EXPECT_EQ(ticker.advance(), 0);
        co_await sleep(13ms);
        EXPECT_EQ(ticker.advance(), 1);
        EXPECT_EQ(ticker.next(), virtual_start + 20ms);
        co_await sleep(27ms);  // 40 ms: the instant itself has come
        EXPECT_EQ(ticker.advance(), 3);
        EXPECT_EQ(ticker.next(), virtual_start + 50ms);
    });
}

}  // namespace
}  // namespace foliot
