#pragma once

#include <coroutine>
#include <utility>

#include "sim/coro.h"

namespace foliot {

namespace detail {

template <class Awaitable>
using AwaiterOf = decltype(awaiter_of(std::declval<Awaitable>()));

/// What `co_await quietly(awaitable)` gives: a Result.
template <class Awaitable>
using ResultOf = decltype(std::declval<AwaiterOf<Awaitable>&>().take_result());

/// What `co_await awaitable` gives.
template <class Awaitable>
using ValueOf = typename ResultOf<Awaitable>::value_type;

template <class Awaitable>
class Quiet {
  public:
    explicit Quiet(Awaitable&& awaitable)
        : inner_(awaiter_of(std::forward<Awaitable>(awaitable))) {}
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

    bool await_ready() { return inner_.await_ready(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        inner_.await_suspend(coroutine);
    }
    ResultOf<Awaitable> await_resume() { return inner_.take_result(); }

  private:
    AwaiterOf<Awaitable> inner_;
};

}  // namespace detail

/// `co_await quietly(awaitable)` gives a Result instead of throwing: for code that passes failures
/// on as values. The awaitable is a temporary of the same expression.
template <class Awaitable>
auto quietly(Awaitable&& awaitable) {
    return detail::Quiet<Awaitable&&>(std::forward<Awaitable>(awaitable));
}

/// An operation of a primitive written as a coroutine: passes failures on as values inside, raises
/// them at the user's await. Its awaits carry the place of the user's.
template <class T = void>
class [[nodiscard]] Operation {
  public:
    Operation(Coro<Result<T>> body) : body_(std::move(body)) {}  // NOLINT: that is what it is for

    class Awaiter : public detail::CoroAwaiter<Result<T>> {
      public:
        explicit Awaiter(std::coroutine_handle<detail::Promise<Result<T>>> body)
            : detail::CoroAwaiter<Result<T>>(body) {}
        template <class Parent>
        void await_suspend(std::coroutine_handle<Parent> parent) noexcept {
            this->child_.promise().pinned = true;
            this->start(parent.promise(), parent);
        }
        T await_resume() { return this->take_result().take(); }
    };

    auto operator co_await() && noexcept { return Awaiter(body_.handle()); }

  private:
    Coro<Result<T>> body_;
};

}  // namespace foliot
