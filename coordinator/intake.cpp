#include "coordinator/intake.h"

namespace foliot {

Coro<Result<>> Intake::accept(MarketDataUpdate update) {
    ++statistics_.received;
    if (!subscriptions_.wanted(update.symbol)) {
        ++statistics_.skipped;
        co_return Result<>();
    }
    co_return co_await quietly(handover_.put(std::move(update)));
}

void Intake::lose(std::size_t updates) {
    statistics_.received += static_cast<std::int64_t>(updates);
    statistics_.dropped += static_cast<std::int64_t>(updates);
}

}  // namespace foliot
