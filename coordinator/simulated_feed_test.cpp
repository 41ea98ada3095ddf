#include "coordinator/simulated_feed.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <vector>

#include "sim/task.h"
#include "sim/testing/run.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> receive_some(Feed& feed, int count, std::vector<MarketDataUpdate>& updates) {
    for (int i = 0; i < count; ++i) {
        std::optional<MarketDataUpdate> update = co_await feed.receive();
        updates.push_back(std::move(*update));
    }
}

std::vector<MarketDataUpdate> received(const LoopOptions& options, int count) {
    SimulatedFeed feed(10ms);
    std::vector<MarketDataUpdate> updates;
    run_to_end([&] { return receive_some(feed, count, updates); }, options);
    return updates;
}

TEST(SimulatedFeed, GivesAnUpdateAfterEachNetworkDelay) {
    const std::vector<MarketDataUpdate> updates = received({}, 3);
    EXPECT_EQ(updates[0].timestamp, virtual_start + 10ms);
    EXPECT_EQ(updates[2].timestamp, virtual_start + 30ms);
    EXPECT_EQ(updates[2].source, "websocket");
}

TEST(SimulatedFeed, IsDataOfTheSeedUnderEveryStrategy) {
    LoopOptions fifo;
    fifo.seed = 7;
    RandomStrategy strategy;
    LoopOptions random = fifo;
    random.strategy = &strategy;
    LoopOptions other;
    other.seed = 8;
    const std::vector<MarketDataUpdate> updates = received(fifo, 20);
    EXPECT_EQ(received(random, 20), updates);
    EXPECT_NE(received(other, 20), updates);
}

TEST(SimulatedFeed, StaysWithinItsRanges) {
    std::set<std::string> symbols;
    for (const MarketDataUpdate& update : received({}, 200)) {
        symbols.insert(update.symbol);
        EXPECT_EQ(update.price.scale(), 2U);
        EXPECT_GE(update.price.mantissa(), 1'000'00);
        EXPECT_LE(update.price.mantissa(), 50'000'00);
        EXPECT_EQ(update.volume.scale(), 3U);
        EXPECT_GE(update.volume.mantissa(), 1'000);
        EXPECT_LE(update.volume.mantissa(), 1'000'000);
    }
    EXPECT_EQ(symbols, (std::set<std::string>{"BTC", "ETH", "SOL"}));
}

}  // namespace
}  // namespace foliot
