#include "coordinator/recorded_feed.h"

#include <algorithm>
#include <utility>

#include "coordinator/detail/feed_error.h"
#include "sim/sleep.h"

namespace foliot {

RecordedFeed::RecordedFeed(std::vector<TradeFile> files)
    : files_(std::move(files)), origin_ns_(INT64_MAX) {
    for (const TradeFile& file : files_)
        origin_ns_ = std::min(origin_ns_, file.first_ns());
}

Coro<std::optional<MarketDataUpdate>> RecordedFeed::receive() {
    TradeFile* file = nullptr;
    try {
        file = next_file();
    } catch (const FeedError&) {
        ended_.set();
        throw;
    }
    if (file == nullptr) {
        ended_.set();
        co_return std::nullopt;
    }
    co_await sleep_until(at(file->head()->local_ns));
    FeedMessage message = file->take();
    MarketDataUpdate update;
    update.symbol = std::move(message.trade->symbol);
    update.price = message.trade->price;
    update.volume = message.trade->volume;
    update.timestamp = at(message.trade->exchange_ns);
    update.source = "recorded";
    co_return update;
}

/// The file whose trade comes next; null when none is left.
TradeFile* RecordedFeed::next_file() {
    TradeFile* next = nullptr;
    for (TradeFile& file : files_) {
        const FeedMessage* const head = file.head();
        if (head == nullptr) continue;
        if (next == nullptr || head->local_ns < next->head()->local_ns) next = &file;
    }
    return next;
}

}  // namespace foliot
