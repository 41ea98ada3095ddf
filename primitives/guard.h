#pragma once

#include <source_location>
#include <utility>

#include "sim/detail/kernel.h"
#include "sim/failure.h"

namespace foliot {

/// Holds a lock or a permit until it goes out of scope: the `async with` of Lock, Semaphore and
/// Condition. A destructor cannot throw, so an error of the release (somebody else released the
/// lock in between) fails the run instead; call release() where it is to be raised.
template <class Lockable>
class [[nodiscard]] Guard {  // lint: acts on those who wait for what it holds
  public:
    explicit Guard(Lockable& held) : held_(&held) {}
    Guard(Guard&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
    Guard& operator=(Guard&&) = delete;
    ~Guard() {
        if (held_ == nullptr) return;
        detail::Kernel* const loop = detail::Kernel::current();
        // A frame that is torn down with its loop: what it held may be gone, with the root's frame.
        if (loop != nullptr && loop->closing()) return;
        const Failure failure = held_->try_release({});  // at the task's latest await
        if (failure && loop != nullptr) {
            loop->fail(Verdict::error, "a guard could not release: " + failure.text());
        }
    }

    /// Releases now.
    void release(std::source_location where = std::source_location::current()) {
        std::exchange(held_, nullptr)->release(where);
    }

  private:
    Lockable* held_;  // outlives the guard; null once released
};

/// An acquire whose value is a guard.
template <class Lockable>
class [[nodiscard]] Scoped final : public Lockable::Acquire {
  public:
    explicit Scoped(Lockable& lockable) : Lockable::Acquire(lockable), lockable_(&lockable) {}

    Result<Guard<Lockable>> take_result() {
        Failure failure = Lockable::Acquire::take_result().failure();
        if (failure) return failure;
        return Guard<Lockable>(*lockable_);
    }
    Guard<Lockable> await_resume() { return take_result().take(); }

  private:
    Lockable* lockable_;  // outlives the await
};

}  // namespace foliot
