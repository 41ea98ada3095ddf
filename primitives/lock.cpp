#include "primitives/lock.h"

#include "primitives/errors.h"

namespace foliot {

Lock::Acquire Lock::acquire() {
    return Acquire(*this);
}

Scoped<Lock> Lock::scoped() {
    return Scoped<Lock>(*this);
}

Failure Lock::try_release(std::source_location where) {
    if (misplaced()) return Failure(errors::other_thread);
    if (!locked_) return Failure(errors::lock_not_acquired);
    locked_ = false;
    report("release", 0, where);
    wake_first();
    return {};
}

void Lock::release(std::source_location where) {
    try_release(where).raise_if();
}

bool Lock::take_if_free() {
    if (locked_ || !waiters_.all_cancelled()) return false;
    locked_ = true;
    report("acquire");
    return true;
}

void Lock::wake_first() {
    // The first waiter, not the first pending one: a woken waiter that has not run yet wakes the
    // next itself, and waking two at once would let both in.
    ListedWaiter* const first = waiters_.first();
    if (first != nullptr && first->pending()) first->settle();
}

Result<> Lock::Acquire::take_result() {
    if (unbound_) return unbound_;
    if (!listed()) return unlisted();
    leave();
    if (interrupted()) {
        lock().report("abandon");
        if (!lock().locked_) lock().wake_first();
        return Failure(errors::cancelled);
    }
    lock().locked_ = true;
    lock().report("acquire");
    return {};
}

}  // namespace foliot
