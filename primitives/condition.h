#pragma once

#include <coroutine>
#include <cstddef>
#include <optional>
#include <source_location>
#include <string_view>
#include <utility>

#include "primitives/lock.h"
#include "sim/quietly.h"

namespace foliot {

/// Lets tasks wait for a change of what a lock protects (asyncio.Condition).
///
/// wait() releases the lock, suspends until notified, and re-acquires the lock before it returns,
/// whatever happens: a cancellation that arrives while it re-acquires is kept and raised once the
/// lock is held. A wait that ends with an error passes the notification on to another waiter, so
/// that none is lost. It may return without its predicate being true: use wait_for().
///
/// Reports `notify` (value: how many were woken), `release_to_wait`, `return` once the lock is held
/// again, and `abandon` where a wait ended with an error; the lock reports for itself.
class Condition : public Object {
  public:
    /// With a lock of its own.
    explicit Condition(std::string_view name = {});
    /// With `lock`, which must outlive the condition.
    explicit Condition(Lock& lock, std::string_view name = {});

    using Acquire = Lock::Acquire;
    Lock::Acquire acquire() { return lock_.acquire(); }
    Scoped<Lock> scoped() { return lock_.scoped(); }
    void release(std::source_location where = std::source_location::current()) {
        lock_.release(where);
    }
    Failure try_release(std::source_location where = std::source_location::current()) {
        return lock_.try_release(where);
    }
    bool locked() const { return lock_.locked(); }
    Lock& lock() { return lock_; }

    /// Suspends until notified; the lock is held again when it returns or raises. Raises
    /// RuntimeError where the lock is not locked.
    Operation<> wait() { return wait_body(); }

    /// Waits until `predicate()` is true; tests it first, and again after each notification, with
    /// the lock held.
    template <class Predicate>
    Operation<> wait_for(Predicate predicate) {
        return wait_for_body(std::move(predicate));
    }

    /// Makes up to `n` waiting tasks ready, the longest waiting first; each goes on once it has the
    /// lock. Raises RuntimeError where the lock is not locked.
    void notify(std::size_t n = 1, std::source_location where = std::source_location::current());
    void notify_all(std::source_location where = std::source_location::current());
    /// The same with the error as a value.
    Failure try_notify(std::size_t n, std::source_location where = std::source_location::current());
    Failure try_notify_all(std::source_location where = std::source_location::current());

  private:
    static constexpr ObjectKind object_kind = detail::object_kind("Condition");

    class Parked;

    Coro<Result<>> wait_body();
    template <class Predicate>
    Coro<Result<>> wait_for_body(Predicate predicate) {
        while (!predicate()) {
            Result<> waited = co_await quietly(wait_body());
            if (!waited) co_return waited;
        }
        co_return Result<>();
    }
    void wake(std::size_t n, std::source_location where);

    std::optional<Lock> own_;
    Lock& lock_;  // own_, or outlives the condition
    WaitList waiters_;
};

}  // namespace foliot
