#include "primitives/event.h"

namespace foliot {

Event::Wait Event::wait() {
    return Wait(*this);
}

void Event::set(std::source_location where) {
    refuse_misplaced();
    report(events::set, 0, where);
    if (set_) return;
    set_ = true;
    for (ListedWaiter* waiter = waiters_.first(); waiter != nullptr; waiter = waiter->next()) {
        if (waiter->pending()) waiter->settle();
    }
}

void Event::clear(std::source_location where) {
    report(events::clear, 0, where);
    set_ = false;
}

bool Event::passes() {
    if (!set_) return false;
    report(events::pass, 0, {}, Access::read);
    return true;
}

Result<bool> Event::Wait::take_result() {
    if (unbound_) return unbound_;
    if (!listed()) {
        Failure failure = unlisted();
        if (failure) return failure;
        return true;
    }
    leave();
    if (interrupted()) {
        event().report(events::abandon);
        return Failure(errors::cancelled);
    }
    event().report(events::pass);
    return true;
}

}  // namespace foliot
