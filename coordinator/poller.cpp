#include "coordinator/poller.h"

#include <utility>

#include "coordinator/ticker.h"

namespace foliot {

Coro<> Poller::run_as(Intake::Source) {
    Ticker ticker(common_.settings.poller_period);
    while (quotes_ != nullptr && !polling_.stopped()) {
        const Result<> asked = co_await quietly(ask());
        if (!asked && polling_.cut_short(asked.failure())) break;
        asked.failure().raise_if();
        ticker.advance();
        co_await until_set_or(common_.shutdown, ticker.next());
    }
    log_.info("ended", {{"polls", common_.statistics.polls}});
}

Coro<Result<>> Poller::ask() {
    auto answer = co_await quietly(polling_.run(quotes_->poll()));
    if (answer) {
        ++common_.statistics.polls;
        co_return co_await quietly(accept_all(std::move(*answer)));
    }
    const Failure& failure = answer.failure();
    if (failure.is_cancelled() && !polling_.cancelled_alone(failure)) {
        if (polling_.missed()) common_.intake.lose(polling_.missed()->size());
        co_return failure;
    }
    ++common_.statistics.polls_failed;
    log_.warning([&failure] { return "poll failed: " + failure.text(); });
    co_return Result<>();
}

Coro<Result<>> Poller::accept_all(std::vector<MarketDataUpdate> updates) {
    for (std::size_t i = 0; i < updates.size(); ++i) {
        const Result<> taken = co_await quietly(common_.intake.accept(std::move(updates[i])));
        if (taken) continue;
        common_.intake.lose(updates.size() - i - 1);
        co_return taken;
    }
    co_return Result<>();
}

}  // namespace foliot
