#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "sim/clock.h"
#include "sim/quietly.h"
#include "sim/task.h"
#include "sim/timer.h"

namespace foliot {

/// The scope behind timeout(): cancels the task that entered it when its deadline passes, and turns
/// the Cancelled that comes of it into TimeoutError on the way out (asyncio.Timeout). A
/// cancellation from elsewhere stays one, also where both arrive. C++ has no asynchronous
/// destructors, so the exit is a function of how the body ended: use timeout() where you can.
class Timeout final : private Timer {
  public:
    Timeout() = default;
    ~Timeout() { disarm(); }

    /// Enters with a deadline, in the running task. One that is not after now expires as a callback
    /// that is queued at once.
    Failure enter(VirtualTime when);
    /// Leaves; gives what the body's end becomes.
    Failure exit(Failure body);

    /// The deadline has passed within the scope.
    bool expired() const { return state_ == State::expiring || state_ == State::expired; }

  private:
    enum class State : std::uint8_t { created, entered, expiring, expired, exited };

    void run(Loop& loop) override;
    std::string_view verb() const override { return "timeout"; }
    PathId path() const override { return task_->path(); }
    void disarm();

    TaskState* task_ = nullptr;  // runs the scope
    std::uint32_t cancelling_ = 0;
    State state_ = State::created;
};

namespace detail {

template <class Awaitable>
Coro<Result<ValueOf<Awaitable>>> timeout_body(VirtualTime when, Awaitable awaitable) {
    Timeout scope;
    Failure failure = scope.enter(when);
    if (failure) co_return failure;
    auto result = co_await quietly(std::move(awaitable));
    failure = scope.exit(result.failure());
    if (failure) co_return failure;
    co_return result;
}

}  // namespace detail

/// Awaits `awaitable` for at most `delay`: then it is cancelled, and TimeoutError raised once it
/// has ended (asyncio.timeout). Zero or less still runs it up to its first suspension. A result
/// that is there when the deadline passes is kept.
template <class Awaitable>
Operation<detail::ValueOf<Awaitable>> timeout(Duration delay, Awaitable awaitable) {
    return detail::timeout_body(later(Loop::running().now(), delay), std::move(awaitable));
}

/// The same with an absolute time (asyncio.timeout_at).
template <class Awaitable>
Operation<detail::ValueOf<Awaitable>> timeout_at(VirtualTime when, Awaitable awaitable) {
    return detail::timeout_body(when, std::move(awaitable));
}

namespace detail {

template <class T>
Coro<Result<T>> wait_for_body(Coro<T> body, Duration delay) {
    if (delay > Duration::zero()) {
        co_return co_await quietly(timeout(delay, std::move(body)));
    }
    // Without time the body never starts: it becomes a task that is cancelled before its first
    // step.
    Task<T> task = spawn(std::move(body));
    task.cancel();
    auto result = co_await quietly(task);
    if (result.failure() && result.failure().is_cancelled() && task.done()) {
        co_return Failure(errors::timeout);
    }
    co_return result;
}

}  // namespace detail

/// As timeout(), with the arguments the other way round (asyncio.wait_for); a delay of zero or less
/// gives TimeoutError without starting `body`.
template <class T>
Operation<T> wait_for(Coro<T> body, Duration delay) {
    return detail::wait_for_body(std::move(body), delay);
}

}  // namespace foliot
