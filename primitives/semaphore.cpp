#include "primitives/semaphore.h"

#include "primitives/errors.h"

namespace foliot {

Semaphore::Semaphore(const ObjectKind& kind, std::int64_t value, std::string_view name,
                     std::int64_t bound)
    : Object(kind, name), value_(value), bound_(bound) {
    if (value < 0) Failure(errors::semaphore_value).raise();
}

void Semaphore::take_stock(const Object& object, Stock& stock) {
    const auto& semaphore = static_cast<const Semaphore&>(object);
    stock[Quantity::permits] = semaphore.value_;
    if (semaphore.bound_ != Semaphore::no_bound) stock[Quantity::bound] = semaphore.bound_;
}

Scoped<Semaphore> Semaphore::scoped() {
    return Scoped<Semaphore>(*this);
}

Failure Semaphore::release_and_wake(std::source_location where) {
    if (misplaced()) return Failure(errors::other_thread);
    touch(Access::read);
    if (value_ >= bound_) return Failure(errors::released_too_often);
    ++value_;
    report(events::release, value_, where);
    wake_next();
    return {};
}

bool Semaphore::wake_next() {
    ListedWaiter* const waiter = waiters_.first_pending();
    if (waiter == nullptr) return false;
    --value_;
    report(events::grant, value_);
    waiter->settle();
    return true;
}

void Semaphore::wake_while_free() {
    while (value_ > 0 && wake_next()) {
    }
}

Result<> Semaphore::Acquire::end_of_wait() {
    if (unbound_) return unbound_;
    leave();
    if (interrupted()) {
        if (granted()) ++semaphore().value_;
        semaphore().report(events::abandon, semaphore().value_);
        semaphore().wake_while_free();
        return Failure(errors::cancelled);
    }
    semaphore().report(events::acquire, semaphore().value_);
    semaphore().wake_while_free();
    return {};
}

}  // namespace foliot
