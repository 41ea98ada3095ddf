#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>

#include "sim/detail/debug.h"
#include "sim/detail/frame_pool.h"
#include "sim/error.h"
#include "sim/task_state.h"

namespace foliot {

template <class T>
class Coro;

namespace detail {

/// Stands for an awaiter that lives elsewhere in the same frame. g++ 12 copies an awaiter that
/// await_transform gives back by reference; this one may be copied.
template <class Awaiter>
class AwaiterRef {
  public:
    explicit AwaiterRef(Awaiter& awaiter) : awaiter_(&awaiter) {}

    bool await_ready() { return awaiter_->await_ready(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        awaiter_->await_suspend(coroutine);
    }
    decltype(auto) await_resume() { return awaiter_->await_resume(); }
    auto take_result() { return awaiter_->take_result(); }

  private:
    Awaiter* awaiter_;  // a temporary or a variable of the awaiting coroutine
};

template <class Awaitable>
auto awaiter_of(Awaitable&& awaitable) {
    if constexpr (requires { std::forward<Awaitable>(awaitable).operator co_await(); }) {
        return std::forward<Awaitable>(awaitable).operator co_await();
    } else {
        return AwaiterRef<std::remove_reference_t<Awaitable>>(awaitable);
    }
}

template <class T>
inline constexpr bool is_result = false;
template <class U>
inline constexpr bool is_result<Result<U>> = true;

struct PromiseBase {
    std::coroutine_handle<> continuation;  // the awaiting coroutine; null for a task's root
    TaskState* task = nullptr;             // drives this frame from the first resume to its end
    std::source_location place;            // the coroutine function
    std::exception_ptr exception;
    bool cancelled = false;  // the exception is Cancelled
    bool pinned = false;     // part of a primitive: its awaits happen where the user's did

    struct Final {
        bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
            PromiseBase& promise = ended.promise();
            promise.task->go_on_with(promise.continuation);
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend(
        std::source_location where = std::source_location::current()) noexcept {
        place = where;
        return {};
    }
    Final final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept {
        exception = std::current_exception();
        cancelled = current_exception_is_cancelled();
    }

    /// Notes the place of the await.
    template <class Awaitable>
    auto await_transform(Awaitable&& awaitable,
                         std::source_location where = std::source_location::current()) {
        if (!pinned) task->set_place(where);
        return awaiter_of(std::forward<Awaitable>(awaitable));
    }

    static void* operator new(std::size_t size) { return pool_allocate(size); }
    static void operator delete(void* frame, std::size_t size) noexcept { pool_free(frame, size); }

    Failure failure() const {
        return cancelled ? Failure(errors::cancelled) : Failure::of(exception);
    }
};

template <class T>
struct Promise : PromiseBase {
    std::optional<T> value;

    Coro<T> get_return_object() noexcept;
    template <class U>
    void return_value(U&& result) {
        value.emplace(std::forward<U>(result));
    }
    Result<T> take_result() {
        if (exception) return failure();
        return std::move(*value);
    }
};

template <>
struct Promise<void> : PromiseBase {
    Coro<void> get_return_object() noexcept;
    void return_void() const noexcept {}
    Result<void> take_result() const { return exception ? failure() : Failure(); }
};

/// A coroutine that passes failures on as values returns Result<U>: it is its own result.
template <class U>
struct Promise<Result<U>> : PromiseBase {
    std::optional<Result<U>> value;

    Coro<Result<U>> get_return_object() noexcept;
    template <class V>
    void return_value(V&& result) {
        value.emplace(std::forward<V>(result));
    }
    Result<U> take_result() {
        if (exception) return failure();
        return std::move(*value);
    }
};

/// Awaits a child coroutine in place: same task, no scheduling point.
template <class T>
class CoroAwaiter {
  public:
    explicit CoroAwaiter(std::coroutine_handle<Promise<T>> child) : child_(child) {}
    CoroAwaiter(const CoroAwaiter&) = delete;
    CoroAwaiter& operator=(const CoroAwaiter&) = delete;

    bool await_ready() const noexcept { return false; }
    template <class Parent>
    void await_suspend(std::coroutine_handle<Parent> parent) const noexcept {
        start(parent.promise(), parent);
    }
    T await_resume() {
        Promise<T>& promise = child_.promise();
        if (promise.exception) std::rethrow_exception(std::move(promise.exception));
        if constexpr (!std::is_void_v<T>) return std::move(*promise.value);
    }
    auto take_result() { return child_.promise().take_result(); }

  protected:
    void start(PromiseBase& parent, std::coroutine_handle<> handle) const noexcept {
        child_.promise().continuation = handle;
        child_.promise().pinned |= parent.pinned;
        child_.promise().task = parent.task;
        parent.task->go_on_with(child_);
    }
    std::coroutine_handle<Promise<T>> child_;
};

}  // namespace detail

/// A lazy coroutine: runs when it is awaited, in the awaiting task, or when it is spawned. Owns its
/// frame; move-only; awaited at most once, as an rvalue. Locals and parameters are destroyed when
/// the coroutine has ended and its Coro goes away, or when its task is torn down.
template <class T = void>
class [[nodiscard]] Coro {
  public:
    using promise_type = detail::Promise<T>;
    using value_type = T;

    Coro(Coro&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    Coro& operator=(Coro&& other) noexcept {
        std::swap(frame_, other.frame_);
        return *this;
    }
    ~Coro() {
        if (!frame_) return;
        const promise_type& promise = frame_.promise();
        if (promise.task == nullptr) [[unlikely]]
            detail::never_awaited(promise.place, detail::is_result<T>);
        frame_.destroy();
    }

    auto operator co_await() && noexcept { return detail::CoroAwaiter<T>(frame_); }

    /// Its awaits, and those of the coroutines that it awaits, have no place in the source that is
    /// worth naming: it interprets something.
    Coro pinned() && {
        frame_.promise().pinned = true;
        frame_.promise().place = {};
        return std::move(*this);
    }

    /// Destroys the coroutine, which was never meant to run after all: debug mode does not warn.
    void close() {
        if (frame_) std::exchange(frame_, nullptr).destroy();
    }

    /// Gives the frame away, to a task.
    std::coroutine_handle<promise_type> release() { return std::exchange(frame_, nullptr); }
    promise_type& promise() const { return frame_.promise(); }
    std::coroutine_handle<promise_type> handle() const { return frame_; }

  private:
    friend promise_type;
    explicit Coro(std::coroutine_handle<promise_type> frame) : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

namespace detail {

template <class T>
Coro<T> Promise<T>::get_return_object() noexcept {
    return Coro<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Coro<void> Promise<void>::get_return_object() noexcept {
    return Coro<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}
template <class U>
Coro<Result<U>> Promise<Result<U>>::get_return_object() noexcept {
    return Coro<Result<U>>(std::coroutine_handle<Promise<Result<U>>>::from_promise(*this));
}

}  // namespace detail

}  // namespace foliot
