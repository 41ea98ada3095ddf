#include "coordinator/quotes.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/feed.h"
#include "coordinator/simulated_feed.h"
#include "sim/fault.h"
#include "sim/quietly.h"
#include "sim/testing/run.h"
#include "strategies/bytes.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(SimulatedQuotes, AnswerWithThreeSymbols) {
    SimulatedQuotes quotes(20ms);
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                const std::vector<MarketDataUpdate> answer = co_await quotes.poll();
                                std::string symbols;
                                for (const MarketDataUpdate& quote : answer)
                                    symbols += quote.symbol + " " + quote.source + " ";
                                EXPECT_EQ(symbols, "BTC rest ETH rest SOL rest ");
                                EXPECT_GE(answer[0].price.mantissa(), 1);
                            }).time;
    EXPECT_EQ(end, virtual_start + 20ms);
}

/// Runs `body` where the first opportunity for a fault is taken.
template <class Body>
void struck_at_once(const Body& body) {
    ByteStrategy strategy({1});
    LoopOptions options;
    options.strategy = &strategy;
    run_to_end(body, options);
}

TEST(SimulatedQuotes, FailWhereAFaultStrikes) {
    struck_at_once([]() -> Coro<> {
        allow_faults({.failures = 1});
        SimulatedQuotes quotes(20ms);
        const auto answer = co_await quietly(quotes.poll());
        EXPECT_EQ(answer.failure().text(), "503 Service Unavailable: injected");
        const auto next = co_await quietly(quotes.poll());
        EXPECT_TRUE(next);
    });
}

TEST(SimulatedFeed, LosesItsConnectionWhereAFaultStrikes) {
    struck_at_once([]() -> Coro<> {
        allow_faults({.disconnects = 1});
        SimulatedFeed feed(20ms);
        const auto update = co_await quietly(feed.receive());
        EXPECT_TRUE(is_disconnect(update.failure()));
        const auto next = co_await quietly(feed.receive());
        EXPECT_TRUE(next);
        EXPECT_FALSE(is_disconnect(Failure(errors::cancelled)));
        EXPECT_FALSE(is_disconnect(Failure(errors::timeout)));
    });
}

}  // namespace
}  // namespace foliot
