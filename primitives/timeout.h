#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "primitives/wait.h"
#include "sim/clock.h"
#include "sim/quietly.h"
#include "sim/task.h"
#include "sim/timer.h"

namespace foliot {

/// The scope behind timeout(): cancels the task that entered it when its deadline passes, and turns
/// the Cancelled that comes of it into TimeoutError on the way out (asyncio.Timeout). A
/// cancellation from elsewhere stays one, also where both arrive. C++ has no asynchronous
/// destructors, so the exit is a function of how the body ended: use timeout() where you can.
class Timeout final : private Timer {  // lint: acts on its timer
  public:
    Timeout() : Timer(HandleKind::timeout) {}
    ~Timeout() { disarm(); }

    /// Enters with a deadline, or with none, in the running task. A deadline that is not after now
    /// expires as a callback that is queued at once.
    Failure enter(std::optional<VirtualTime> when);
    /// Leaves; gives what the body's end becomes.
    Failure exit(Failure body);

    /// Puts another deadline, or none, in the place of this one, as enter() would. Raises
    /// RuntimeError before the scope is entered, and as soon as it has expired or was left.
    void reschedule(std::optional<VirtualTime> when);
    /// The same with the error as a value.
    Failure try_reschedule(std::optional<VirtualTime> when);

    /// The latest deadline; nothing where there is none.
    std::optional<VirtualTime> when() const { return when_; }
    /// The deadline has passed within the scope.
    bool expired() const { return state_ == State::expiring || state_ == State::expired; }

  private:
    enum class State : std::uint8_t { created, entered, expiring, expired, exited };

    void run(detail::Kernel& loop) override;
    PathId path() const override { return task_->path(); }
    void arm(std::optional<VirtualTime> when);
    void disarm();

    std::optional<VirtualTime> when_;
    TaskState* task_ = nullptr;  // runs the scope
    std::uint32_t cancelling_ = 0;
    State state_ = State::created;
};

namespace detail {

/// A coroutine function that is given its scope.
template <class Body>
concept TimeoutBody = std::invocable<Body&, Timeout&>;

/// What the body of a timeout gives: an awaitable, or a function of its scope that returns one.
template <class Body>
struct Within {
    using Value = ValueOf<Body>;
    static auto awaitable(Body& body, Timeout&) { return std::move(body); }
};
template <TimeoutBody Body>
struct Within<Body> {
    using Value = ValueOf<std::invoke_result_t<Body&, Timeout&>>;
    static auto awaitable(Body& body, Timeout& scope) { return body(scope); }
};

template <class Body>
Coro<Result<typename Within<Body>::Value>> timeout_body(std::optional<VirtualTime> when,
                                                        Body body) {
    Timeout scope;
    Failure failure = scope.enter(when);
    if (failure) co_return failure;
    auto result = co_await quietly(Within<Body>::awaitable(body, scope));
    failure = scope.exit(result.failure());
    if (failure) co_return failure;
    co_return result;
}

/// `delay` from now; nothing stays nothing.
std::optional<VirtualTime> deadline_after(std::optional<Duration> delay);

}  // namespace detail

/// Awaits `body` for at most `delay`: then it is cancelled, and TimeoutError raised once it has
/// ended (asyncio.timeout). Zero or less still runs it up to its first suspension; nothing stands
/// for no deadline. A result that is there when the deadline passes is kept.
///
/// `body` is an awaitable, or a coroutine function of the scope, which may reschedule the deadline;
/// that is kept until it has ended, so it may be a lambda with captures.
template <class Body>
Operation<typename detail::Within<Body>::Value> timeout(std::optional<Duration> delay, Body body) {
    return detail::timeout_body(detail::deadline_after(delay), std::move(body));
}

/// The same with an absolute time (asyncio.timeout_at).
template <class Body>
Operation<typename detail::Within<Body>::Value> timeout_at(std::optional<VirtualTime> when,
                                                           Body body) {
    return detail::timeout_body(when, std::move(body));
}

namespace detail {

/// Cancels the task, and waits for its end without joining it: a cancellation that arrives
/// meanwhile is raised at once.
Coro<Result<>> cancel_and_wait(FutureRef<FutureState> task);

template <class T>
Coro<Result<T>> wait_for_body(Task<T> task, std::optional<Duration> delay) {
    if (!delay || *delay > Duration::zero()) {
        co_return co_await quietly(timeout(delay, std::move(task)));
    }
    if (!task.done()) {
        const Result<> ended =
            co_await quietly(cancel_and_wait(FutureRef<FutureState>(&task.state())));
        if (!ended) co_return ended.failure();
        if (task.cancelled()) co_return Failure(errors::timeout);
    }
    co_return co_await quietly(std::move(task));
}

template <class T>
Coro<Result<T>> wait_for_body(Coro<T> body, std::optional<Duration> delay) {
    if (!delay || *delay > Duration::zero()) {
        co_return co_await quietly(timeout(delay, std::move(body)));
    }
    // Without time the body never starts: it becomes a task that is cancelled before its first
    // step.
    co_return co_await quietly(wait_for_body(spawn(std::move(body)), delay));
}

}  // namespace detail

/// As timeout(), with the arguments the other way round (asyncio.wait_for). With a delay of zero or
/// less, a coroutine never starts, and a task that has not ended is cancelled; TimeoutError is
/// raised once it has ended, unless it ends with a result or an error of its own.
template <class T>
Operation<T> wait_for(Coro<T> body, std::optional<Duration> delay) {
    return detail::wait_for_body(std::move(body), delay);
}

template <class T>
Operation<T> wait_for(Task<T> task, std::optional<Duration> delay) {
    return detail::wait_for_body(std::move(task), delay);
}

}  // namespace foliot
