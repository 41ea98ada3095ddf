#include "coordinator/handover.h"

#include <utility>

#include "coordinator/detail/insist.h"

namespace foliot {

Handover::Handover(BufferLimits limits, CoordinatorStatistics& statistics, const Logger& log)
    : statistics_(statistics), log_(log), buffer_(limits) {}

Coro<> Handover::put(MarketDataUpdate update) {
    const Result<Guard<Lock>> held = co_await quietly(lock_.scoped());
    if (!held) ++statistics_.dropped;
    held.failure().raise_if();
    const std::size_t trimmed = buffer_.push(std::move(update));
    statistics_.dropped += static_cast<std::int64_t>(trimmed);
    if (trimmed > 0) {
        log_.warning("buffer trimmed", {{"dropped", static_cast<std::int64_t>(trimmed)}});
    }
    changed();
    // One is enough: each update notifies one more, and a processor that takes fewer than there are
    // leaves nobody behind who waits without a notification of its own.
    fresh_.notify();
}

Coro<std::vector<MarketDataUpdate>> Handover::take(std::size_t most) {
    const auto held = co_await lock_.scoped();
    const auto ready = [this] { return closed_ || !buffer_.empty(); };
    {
        const IdleWatch::Waiting waiting(watch_);
        co_await fresh_.wait_for(ready);
    }
    std::vector<MarketDataUpdate> batch = buffer_.take(most);
    changed();
    co_return batch;
}

Coro<> Handover::close() {
    const auto acquire = [this] { return lock_.acquire(); };
    const Result<> held = co_await insist(acquire);
    closed_ = true;
    fresh_.notify_all();
    lock_.release();
    held.failure().raise_if();
}

Coro<std::size_t> Handover::size() {
    const auto held = co_await lock_.scoped();
    co_return buffer_.size();
}

void Handover::give_up() {
    statistics_.dropped += static_cast<std::int64_t>(buffer_.clear());
    changed();
}

void Handover::changed() {
    watch_.holds(buffer_.size());
    statistics_.longest_neglect = watch_.longest();
}

}  // namespace foliot
