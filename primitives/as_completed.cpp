#include "primitives/as_completed.h"

#include "primitives/errors.h"

namespace foliot {

Completions::Completions(std::vector<FutureRef<FutureState>> futures)
    : detail::Watch(std::move(futures)), pending_(this->futures().size()), remaining_(pending_) {}

void Completions::leave() {
    touch();
    stop_timer();
    stop_listening();
}

Coro<Result<std::size_t>> Completions::next() {
    done_.touch(Access::write);
    if (remaining_ == 0) co_return Failure(errors::nothing_left_to_complete);
    --remaining_;
    const auto place = co_await quietly(done_.get());
    if (!place) {
        ++remaining_;  // cancelled: it comes to whoever asks next
        co_return place.failure();
    }
    if (!*place) co_return Failure(errors::timeout);
    co_return **place;
}

std::size_t Completions::remaining() const {
    done_.touch(Access::read);
    return remaining_;
}

void Completions::on_future_done(std::size_t place) {
    touch();
    if (pending_ == 0) return;  // the time is up
    --pending_;
    done_.put_nowait(place, {});
    if (pending_ == 0) stop_timer();
}

void Completions::on_timeout() {
    touch();
    stop_listening();
    for (; pending_ > 0; --pending_)
        done_.put_nowait(std::nullopt, {});
}

}  // namespace foliot
