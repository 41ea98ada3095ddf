#include "primitives/lock.h"

#include "primitives/errors.h"

namespace foliot {

Scoped<Lock> Lock::scoped() {
    return Scoped<Lock>(*this);
}

Failure Lock::release_and_wake(std::source_location where) {
    if (misplaced()) return Failure(errors::other_thread);
    if (!locked()) return Failure(errors::lock_not_acquired);
    locked_ = false;
    report(events::release, 0, where);
    wake_first();
    return {};
}

Result<> Lock::Acquire::end_of_wait() {
    if (unbound_) return unbound_;
    leave();
    if (interrupted()) {
        lock().report(events::abandon);
        if (!lock().locked_) lock().wake_first();
        return Failure(errors::cancelled);
    }
    lock().locked_ = true;
    lock().report(events::acquire);
    return {};
}

}  // namespace foliot
