#include "coordinator/quotes.h"

#include "sim/fault.h"
#include "sim/loop.h"
#include "sim/sleep.h"

namespace foliot {

Coro<std::vector<MarketDataUpdate>> SimulatedQuotes::poll() {
    const Duration delay = network_.choose("poll");
    co_await sleep(delay);
    if (strikes(Fault::failure, "poll")) throw InjectedFault("503 Service Unavailable: injected");
    std::vector<MarketDataUpdate> quotes;
    for (const char* const symbol : {"BTC", "ETH", "SOL"}) {
        MarketDataUpdate& quote = quotes.emplace_back();
        quote.symbol = symbol;
        quote.price = Decimal(draw(1'000'00, 50'000'00), 2);
        quote.volume = Decimal(draw(1'000, 1'000'000), 3);
        quote.timestamp = VirtualClock::now();
        quote.source = "rest";
    }
    co_return quotes;
}

}  // namespace foliot
