#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>

#include "sim/future.h"
#include "sim/object.h"

namespace foliot::zoo_programs {

/// The base of the zoo's own primitives, which are written as asyncio's are: with a line of
/// futures, one a waiting task, oldest first. A future stays in the line until its task has run.
class FuturePrimitive : public Object {
  protected:
    using Object::Object;
    ~FuturePrimitive() = default;

    /// A new future at the end of the line.
    Future<> line_up() {
        touch(Access::write);
        return waiters_.emplace_back();
    }
    /// No effect where it stands in the line no longer.
    void leave(const Future<>& future) {
        touch(Access::write);
        std::erase_if(waiters_,
                      [&future](const Future<>& each) { return &each.state() == &future.state(); });
    }
    /// Completes the oldest future that is not done; false where there is none.
    bool wake_first_pending() {
        touch(Access::write);
        for (Future<>& each : waiters_) {
            if (each.done()) continue;
            each.set_result();
            return true;
        }
        return false;
    }
    /// Completes the oldest future, unless that is done: its task has not run yet and will see to
    /// the next one itself.
    void wake_first() {
        touch(Access::write);
        if (!waiters_.empty() && !waiters_.front().done()) waiters_.front().set_result();
    }
    /// Takes the oldest future out of the line and completes it, if that is still to be done.
    void wake_and_drop_first() {
        touch(Access::write);
        if (waiters_.empty()) return;
        Future<> first = waiters_.front();
        waiters_.pop_front();
        if (!first.done()) first.set_result();
    }
    void wake_all() {
        while (wake_first_pending()) {
        }
    }
    /// Nobody stands in the line but cancelled waiters.
    bool all_cancelled() const {
        touch(Access::read);
        return std::all_of(waiters_.begin(), waiters_.end(),
                           [](const Future<>& each) { return each.cancelled(); });
    }
    bool anybody_waits() const {
        touch(Access::read);
        return !waiters_.empty();
    }
    std::size_t waiting() const {
        touch(Access::read);
        return waiters_.size();
    }

  private:
    std::deque<Future<>> waiters_;
};

/// Completed, and not cancelled: whatever comes with it was given to the waiter.
inline bool granted(const Future<>& future) {
    return future.done() && !future.cancelled();
}

}  // namespace foliot::zoo_programs
