#pragma once

#include <coroutine>
#include <cstdint>
#include <source_location>
#include <string_view>

#include "primitives/guard.h"
#include "primitives/wait_list.h"
#include "sim/error.h"
#include "sim/object.h"

namespace foliot {

/// A counter of permits (asyncio.Semaphore). The counter never goes below zero.
///
/// Fair: release() hands its permit to the task that has waited longest, at once: the counter is
/// decremented for that waiter, so no newcomer can take it. A waiter that is cancelled after it was
/// given a permit gives it back, and the next one gets it.
///
/// Reports `acquire`, `grant` (value: permits left) when release() gives a waiter its permit,
/// `release`, and `abandon` where a waiter was cancelled.
class Semaphore : public Object {
  public:
    /// Raises ValueError where `value` is negative.
    explicit Semaphore(std::int64_t value = 1, std::string_view name = {})
        : Semaphore(object_kind, value, name) {}

    class Acquire;
    /// Suspends until there is a permit and this task's turn has come, then takes it; no scheduling
    /// point where that is so at once. On cancellation no permit is taken.
    Acquire acquire();
    /// The same; the value gives the permit back when it goes out of scope.
    Scoped<Semaphore> scoped();

    /// Gives a permit back: to the longest waiting task, which becomes ready, or to the counter.
    void release(std::source_location where = std::source_location::current()) {
        try_release(where).raise_if();
    }
    /// The same with the error of a BoundedSemaphore as a value.
    Failure try_release(std::source_location where = std::source_location::current()) {
        if (value_ >= bound_ || !waiters_.empty() || attended()) return release_and_wake(where);
        ++value_;
        return {};
    }

    /// Whether acquire() would suspend.
    bool locked() const {
        touch(Access::read);
        return value_ == 0 || !waiters_.all_cancelled();
    }
    /// Permits that nobody holds.
    std::int64_t value() const {
        touch(Access::read);
        return value_;
    }

  protected:
    static void take_stock(const Object& object, Stock& stock);
    static constexpr ObjectKind object_kind = detail::object_kind("Semaphore", take_stock);
    static constexpr ObjectKind bounded_kind = detail::object_kind("BoundedSemaphore", take_stock);
    static constexpr std::int64_t no_bound = INT64_MAX;

    Semaphore(const ObjectKind& kind, std::int64_t value, std::string_view name,
              std::int64_t bound = no_bound);

  private:
    bool take_if_free() {
        if (locked()) return false;
        --value_;
        report(events::acquire, value_);
        return true;
    }
    Failure release_and_wake(std::source_location where);
    bool wake_next();
    void wake_while_free();

    WaitList waiters_;
    std::int64_t value_;
    std::int64_t bound_;
};

/// The awaitable of Semaphore::acquire().
class [[nodiscard]] Semaphore::Acquire : public ListedWaiter {
  public:
    explicit Acquire(Semaphore& semaphore) : ListedWaiter(semaphore) {}

    bool await_ready() { return semaphore().take_if_free(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        unbound_ = semaphore().bind();
        if (unbound_) return go_on(coroutine);
        semaphore().waiters_.push(*this);
        park(coroutine);
    }
    Result<> take_result() {
        if (listed() || unbound_) return end_of_wait();
        return unlisted();
    }
    void await_resume() { take_result().take(); }

  private:
    Result<> end_of_wait();
    Semaphore& semaphore() const { return primitive<Semaphore>(); }

    Failure unbound_;
};

inline Semaphore::Acquire Semaphore::acquire() {
    return Acquire(*this);
}

/// A semaphore whose release() raises ValueError where it would raise the counter above its first
/// value (asyncio.BoundedSemaphore).
class BoundedSemaphore : public Semaphore {
  public:
    explicit BoundedSemaphore(std::int64_t value = 1, std::string_view name = {})
        : Semaphore(bounded_kind, value, name, value) {}
};

}  // namespace foliot
