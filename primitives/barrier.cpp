#include "primitives/barrier.h"

#include "primitives/errors.h"

namespace foliot {

Barrier::Barrier(std::size_t parties, std::string_view name)
    : Object(object_kind, name), condition_(name), parties_(parties), taken_(parties) {
    if (parties == 0) Failure(errors::barrier_parties).raise();
}

void Barrier::take_stock(const Object& object, Stock& stock) {
    const auto& barrier = static_cast<const Barrier&>(object);
    stock[Quantity::bound] = static_cast<std::int64_t>(barrier.parties());
}

Coro<Result<std::size_t>> Barrier::wait_body() {
    if (misplaced()) co_return Failure(errors::other_thread);
    const Result<> entered = co_await quietly(condition_.acquire());
    if (!entered) co_return entered.failure();
    Result<> ended;
    // A round that drains, or is being reset, must end before the next one fills.
    while (ended && (state_ == State::draining || state_ == State::resetting)) {
        ended = co_await quietly(condition_.wait());
    }
    if (ended && state_ == State::broken) ended = Failure(errors::barrier_aborted);
    if (!ended) {
        static_cast<void>(condition_.try_release({}));
        co_return ended.failure();
    }
    const std::size_t index = take_index();
    Result<> filled;
    if (count_ == parties_) {
        state_ = State::draining;
        static_cast<void>(condition_.try_notify_all({}));
    }
    while (filled && state_ == State::filling) {
        filled = co_await quietly(condition_.wait());
    }
    if (filled && (state_ == State::broken || state_ == State::resetting)) {
        filled = Failure(errors::barrier_broken);
    }
    leave(index);
    static_cast<void>(condition_.try_release({}));
    if (!filled) co_return filled.failure();
    co_return index;
}

std::size_t Barrier::take_index() {
    std::size_t index = 0;
    while (taken_[index])
        ++index;
    taken_[index] = true;
    ++count_;
    report(events::arrive, static_cast<std::int64_t>(index));
    return index;
}

void Barrier::leave(std::size_t index) {
    taken_[index] = false;
    --count_;
    report(events::leave, static_cast<std::int64_t>(index));
    if (count_ > 0) return;
    if (state_ == State::resetting || state_ == State::draining) state_ = State::filling;
    static_cast<void>(condition_.try_notify_all({}));
}

Coro<Result<>> Barrier::reset_body() {
    if (misplaced()) co_return Failure(errors::other_thread);
    const Result<> entered = co_await quietly(condition_.acquire());
    if (!entered) co_return entered;
    report(events::reset);
    state_ = count_ > 0 ? State::resetting : State::filling;
    static_cast<void>(condition_.try_notify_all({}));
    static_cast<void>(condition_.try_release({}));
    co_return Result<>();
}

Coro<Result<>> Barrier::abort_body() {
    if (misplaced()) co_return Failure(errors::other_thread);
    const Result<> entered = co_await quietly(condition_.acquire());
    if (!entered) co_return entered;
    report(events::abort);
    state_ = State::broken;
    static_cast<void>(condition_.try_notify_all({}));
    static_cast<void>(condition_.try_release({}));
    co_return Result<>();
}

}  // namespace foliot
