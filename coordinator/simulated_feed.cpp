#include "coordinator/simulated_feed.h"

#include <array>

#include "sim/fault.h"
#include "sim/loop.h"
#include "sim/sleep.h"

namespace foliot {

Coro<std::optional<MarketDataUpdate>> SimulatedFeed::receive() {
    static constexpr std::array<const char*, 3> symbols{"BTC", "ETH", "SOL"};
    const Duration delay = network_.choose("network");
    co_await sleep(delay);
    if (strikes(Fault::disconnect, "feed")) throw FeedDisconnected("connection reset: injected");
    MarketDataUpdate update;
    update.symbol = symbols[draw(symbols.size())];
    update.price = Decimal(draw(1'000'00, 50'000'00), 2);
    update.volume = Decimal(draw(1'000, 1'000'000), 3);
    update.timestamp = VirtualClock::now();
    update.source = "websocket";
    co_return update;
}

}  // namespace foliot
