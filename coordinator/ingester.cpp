#include "coordinator/ingester.h"

#include "sim/sleep.h"

namespace foliot {

Coro<> Ingester::run_until(Ended) {
    const Result<> ended = co_await quietly(ingest());
    const Result<> closed = co_await quietly(common_.handover.close());
    common_.log.info("ingester ended");
    ended.failure().raise_if();
    closed.failure().raise_if();
}

void Ingester::stop() {
    stopping_ = true;
    if (receiving_) receiving_.cancel();
}

/// Receives in a task of its own, which a shutdown can cancel without cancelling this one.
Coro<Result<>> Ingester::ingest() {
    while (!stopping_ && !feed_ended_) {
        receiving_ = spawn(feed_.receive());
        const auto received = co_await quietly(receiving_);
        if (received) {
            const Result<> accepted = co_await quietly(accept(*received));
            if (!accepted) co_return accepted;
            continue;
        }
        // An update came, and a cancellation before it was seen here.
        const bool came = !receiving_.state().peek_failure() && receiving_.result();
        if (came) {
            ++common_.statistics.received;
            ++common_.statistics.dropped;
        }
        const bool stopped = stopping_ && received.failure().is_cancelled();
        if (stopped && current_task().cancelling() == 0) break;
        co_return received.failure();
    }
    co_return Result<>();
}

Coro<Result<>> Ingester::accept(std::optional<MarketDataUpdate> update) {
    feed_ended_ = !update;
    if (feed_ended_) co_return Result<>();
    ++common_.statistics.received;
    const Result<> put = co_await quietly(common_.handover.put(std::move(*update)));
    if (!put) co_return put;
    co_return co_await quietly(sleep(common_.settings.ingester_pause));
}

}  // namespace foliot
