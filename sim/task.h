#pragma once

#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "sim/coro.h"
#include "sim/join.h"

namespace foliot {

namespace detail {

template <class T>
struct Unwrapped {
    using type = T;
};
template <class U>
struct Unwrapped<Result<U>> {
    using type = U;
};
template <class T>
using UnwrappedT = typename Unwrapped<T>::type;

/// The state of a task whose coroutine is a Coro<Body>; Body is T, or Result<T>.
template <class Body>
class TaskOf final : public ValueOfTask<UnwrappedT<Body>> {
  public:
    TaskOf(const TaskState::Birth& birth, Coro<Body> body) : ValueOfTask<UnwrappedT<Body>>(birth) {
        const std::coroutine_handle<Promise<Body>> root = body.release();
        root.promise().task = this;
        this->start(root);
    }

  private:
    Failure collect() override {
        const auto root =
            std::coroutine_handle<Promise<Body>>::from_address(this->root().address());
        auto result = root.promise().take_result();
        if constexpr (!std::is_void_v<UnwrappedT<Body>>) {
            if (result) this->value_.emplace(std::move(*result));
        }
        return result.failure();
    }
};

}  // namespace detail

/// A scheduled coroutine (asyncio.Task): joinable by `co_await`, cancellable. A handle: copies name
/// the same task; the loop keeps the task alive until it has ended, with or without handles.
///
/// `co_await task` gives the result, or raises what the task raised; no hop where the task has
/// ended. Cancelling the awaiting task cancels this one.
template <class T = void>
class Task {
  public:
    using value_type = T;

    Task() = default;
    explicit Task(FutureRef<detail::ValueOfTask<T>> state) : state_(std::move(state)) {}

    auto operator co_await() const& { return Join<detail::ValueOfTask<T>>(state_, false); }
    auto operator co_await() && { return Join<detail::ValueOfTask<T>>(std::move(state_), true); }

    bool done() const {
        state_->touch(Branch::done, Access::read);
        return state_->done();
    }
    bool cancelled() const {
        state_->touch(Branch::done, Access::read);
        return state_->cancelled();
    }
    /// Requests cancellation; see TaskState::cancel.
    bool cancel() { return state_->cancel(); }
    std::uint32_t cancelling() const {
        state_->touch(Branch::mailbox, Access::read);
        return state_->cancelling();
    }
    std::uint32_t uncancel() { return state_->uncancel(); }
    /// The result. Raises InvalidStateError where the task has not ended, and what the task raised.
    T result() { return detail::result_of<T>(*state_); }
    /// Why the task failed; empty where it did not. Raises InvalidStateError where it has not
    /// ended, and Cancelled where it was cancelled.
    const Failure& exception() { return detail::exception_of(*state_); }
    /// `callback` runs as a ready handle of its own when the task has ended, after the callbacks
    /// that were added before it.
    template <class Callback>
    void add_done_callback(Callback callback) {
        detail::add_done_callback(*state_, std::move(callback));
    }

    std::string name() const { return state_->name(); }
    TaskState& state() const { return *state_; }
    detail::ValueOfTask<T>& state_value() const { return *state_; }
    FutureRef<TaskState> ref() const { return FutureRef<TaskState>(state_.get()); }
    explicit operator bool() const { return static_cast<bool>(state_); }

  private:
    FutureRef<detail::ValueOfTask<T>> state_;
};

namespace detail {

template <class Body>
Task<UnwrappedT<Body>> spawn_in(detail::Kernel& loop, Coro<Body> body, std::string_view name,
                                bool thread) {
    loop.begin_once();
    const TaskState::Birth birth{loop, name, body.promise().place, thread};
    return Task<UnwrappedT<Body>>(
        FutureRef<ValueOfTask<UnwrappedT<Body>>>(new TaskOf<Body>(birth, std::move(body))));
}

}  // namespace detail

/// Schedules `body` as a task (asyncio.create_task). Its first step becomes ready now and runs when
/// the loop picks it. Raises RuntimeError where no loop runs.
template <class Body>
Task<detail::UnwrappedT<Body>> spawn(Coro<Body> body, std::string_view name = {}) {
    return detail::spawn_in(detail::Kernel::running(), std::move(body), name, false);
}

/// The same in a loop that does not run yet.
template <class Body>
Task<detail::UnwrappedT<Body>> spawn(Loop& loop, Coro<Body> body, std::string_view name = {}) {
    detail::Kernel& kernel = detail::kernel_of(loop);
    detail::refuse_misplaced(&kernel);
    return detail::spawn_in(kernel, std::move(body), name, false);
}

}  // namespace foliot
