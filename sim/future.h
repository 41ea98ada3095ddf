#pragma once

#include <functional>
#include <utility>

#include "sim/detail/kernel.h"
#include "sim/join.h"

namespace foliot {

/// A result that somebody sets later (asyncio.Future). A handle: copies name the same future.
///
/// `co_await future` gives the result or raises the exception that was set; no hop where it is
/// done. Completing a future makes its waiters ready in the order in which they began to wait.
/// Cancelling a task that awaits a future cancels the future.
template <class T = void>
class Future {
  public:
    using value_type = T;
    using State = detail::ValueOfFuture<T>;

    /// A pending future of the running loop. Raises RuntimeError where none runs.
    Future() : Future(detail::Kernel::running()) {}
    /// One of a loop that may not run yet.
    explicit Future(Loop& loop) : Future(detail::kernel_of(loop)) {}
    explicit Future(detail::Kernel& loop)
        : state_(new State(loop, loop.new_path(Branch::object))) {}

    auto operator co_await() const { return Join<State>(state_, false); }

    bool done() const {
        state_->touch(Branch::done, Access::read);
        return state_->done();
    }
    bool cancelled() const {
        state_->touch(Branch::done, Access::read);
        return state_->cancelled();
    }
    /// Cancels at once, waking the waiters with Cancelled. False where it is done.
    bool cancel() { return state_->cancel(); }

    /// Raises InvalidStateError where the future is done already.
    template <class... Value>
    void set_result(Value&&... value) {
        require_pending();
        if constexpr (!std::is_void_v<T>) state_->value_.emplace(std::forward<Value>(value)...);
        state_->complete();
    }
    void set_exception(Failure failure) {
        require_pending();
        state_->complete(std::move(failure));
    }
    template <class Exception>
    void set_exception(Exception exception) {
        set_exception(Failure::of(std::make_exception_ptr(std::move(exception))));
    }

    T result() { return detail::result_of<T>(*state_); }
    const Failure& exception() { return detail::exception_of(*state_); }
    void add_done_callback(std::function<void()> callback) {
        detail::add_done_callback(*state_, std::move(callback));
    }
    State& state() const { return *state_; }

  private:
    void require_pending() const {
        state_->refuse_elsewhere();
        if (done()) throw InvalidStateError("invalid state: the future is done");
    }

    FutureRef<State> state_;
};

}  // namespace foliot
