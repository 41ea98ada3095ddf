#pragma once

#include <source_location>
#include <string_view>

#include "primitives/guard.h"
#include "primitives/wait_list.h"
#include "sim/object.h"

namespace foliot {

/// Mutual exclusion between tasks (asyncio.Lock); owned by nobody in particular, not re-entrant.
///
/// Fair: release() makes the task ready that has waited longest; it takes the lock in its next
/// step. Until then the lock reads unlocked, but newcomers queue behind it. A woken waiter that is
/// cancelled before it runs wakes the next one. Destroying a lock that tasks wait for is a bug.
///
/// Reports `acquire`, `release`, and `abandon` where a waiter was cancelled.
class Lock : public Object {
  public:
    explicit Lock(std::string_view name = {}) : Object(object_kind, name) {}

    class Acquire;
    /// Suspends until the lock is unlocked and this task's turn has come, then locks it; no
    /// scheduling point where that is so at once. On cancellation the lock is not taken.
    Acquire acquire();
    /// The same; the value releases the lock when it goes out of scope.
    Scoped<Lock> scoped();

    /// Unlocks, and makes the longest waiting task ready. Raises RuntimeError where the lock is not
    /// locked.
    void release(std::source_location where = std::source_location::current()) {
        try_release(where).raise_if();
    }
    /// The same with the error as a value.
    Failure try_release(std::source_location where = std::source_location::current()) {
        if (!locked_ || !waiters_.empty() || attended()) return release_and_wake(where);
        locked_ = false;
        return {};
    }

    bool locked() const {
        touch(Access::read);
        return locked_;
    }

  private:
    static constexpr ObjectKind object_kind = detail::object_kind("Lock");

    bool take_if_free() {
        if (locked_ || !waiters_.all_cancelled()) return false;
        locked_ = true;
        report(events::acquire);
        return true;
    }
    Failure release_and_wake(std::source_location where);
    void wake_first() {
        // The first waiter, not the first pending one: a woken waiter that has not run yet wakes
        // the next itself, and waking two at once would let both in.
        ListedWaiter* const first = waiters_.first();
        if (first != nullptr && first->pending()) first->settle();
    }

    WaitList waiters_;
    bool locked_ = false;
};

/// The awaitable of Lock::acquire().
class [[nodiscard]] Lock::Acquire : public ListedWaiter {
  public:
    explicit Acquire(Lock& lock) : ListedWaiter(lock) {}

    bool await_ready() { return lock().take_if_free(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        unbound_ = lock().bind();
        if (unbound_) return go_on(coroutine);
        lock().waiters_.push(*this);
        park(coroutine);
    }
    Result<> take_result() {
        if (listed() || unbound_) return end_of_wait();
        return unlisted();
    }
    void await_resume() { take_result().take(); }

  private:
    Result<> end_of_wait();
    Lock& lock() const { return primitive<Lock>(); }

    Failure unbound_;
};

inline Lock::Acquire Lock::acquire() {
    return Acquire(*this);
}

}  // namespace foliot
