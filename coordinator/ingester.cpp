#include "coordinator/ingester.h"

#include <algorithm>

#include "sim/sleep.h"

namespace foliot {

Coro<> Ingester::run_as(Presence) {
    const Result<> ended = co_await quietly(ingest());
    log_.info("ended", {{"received", common_.statistics.received}});
    ended.failure().raise_if();
}

/// An errand, so that stop() can cut it short.
Coro<> Ingester::connect() {
    const Result<bool> connected_now = co_await quietly(connecting_.run(connected()));
    connected_now.failure().raise_if();
}

Coro<bool> Ingester::connected() {
    co_await feed_.connect();
    co_return true;
}

void Ingester::stop() {
    connecting_.stop();
    receiving_.stop();
}

Coro<Result<>> Ingester::ingest() {
    while (!receiving_.stopped()) {
        auto received = co_await quietly(receiving_.run(feed_.receive()));
        if (received) {
            pause_ = Duration::zero();
            if (!*received) break;  // the feed has ended
            const Result<> accepted = co_await quietly(accept(std::move(**received)));
            if (!accepted) co_return accepted;
        } else if (lost_connection(received.failure())) {
            ++common_.statistics.disconnects;
            const Duration pause = next_pause();
            log_.warning("disconnected", {{"pause_ns", pause.count()}});
            const Result<> paused = co_await quietly(until_set(common_.shutdown, pause));
            if (!paused) co_return paused;
        } else {
            const auto& missed = receiving_.missed();
            if (missed && *missed) common_.intake.lose(1);
            if (receiving_.cut_short(received.failure())) break;
            co_return received.failure();
        }
    }
    co_return Result<>();
}

/// Whoever cancels the receive alone does no more than break the connection.
bool Ingester::lost_connection(const Failure& failure) const {
    return is_disconnect(failure) || receiving_.cancelled_alone(failure);
}

Coro<Result<>> Ingester::accept(MarketDataUpdate update) {
    const Result<> taken = co_await quietly(common_.intake.accept(std::move(update)));
    if (!taken) co_return taken;
    co_return co_await quietly(sleep(common_.settings.ingester_pause));
}

Duration Ingester::next_pause() {
    const CoordinatorSettings& settings = common_.settings;
    pause_ = pause_ == Duration::zero() ? settings.reconnect_min
                                        : std::min(2 * pause_, settings.reconnect_max);
    return pause_;
}

}  // namespace foliot
