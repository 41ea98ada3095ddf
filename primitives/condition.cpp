#include "primitives/condition.h"

#include "primitives/errors.h"

namespace foliot {

/// Waits to be notified.
class Condition::Parked final : public ListedWaiter {
  public:
    explicit Parked(Condition& condition) : ListedWaiter(condition) {}

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        primitive<Condition>().waiters_.push(*this);
        park(coroutine);
    }
    Result<> take_result() {
        leave();
        if (interrupted()) return Failure(errors::cancelled);
        return {};
    }
};

Condition::Condition(std::string_view name)
    : Object(object_kind, name), lock_(own_.emplace(name)) {}

Condition::Condition(Lock& lock, std::string_view name) : Object(object_kind, name), lock_(lock) {}

Coro<Result<>> Condition::wait_body() {
    if (!locked()) co_return Failure(errors::wait_without_lock);
    Failure failure = bind();
    if (failure) co_return failure;
    report(events::release_to_wait);
    static_cast<void>(lock_.try_release({}));  // locked, as tested above
    Parked parked(*this);
    failure = (co_await quietly(parked)).failure();
    if (parked.object() == nullptr) co_return failure;  // the condition is gone
    for (;;) {
        const Result<> acquired = co_await quietly(lock_.acquire());
        if (acquired) break;
        failure = acquired.failure();
        if (!failure.is_cancelled()) break;
    }
    report(failure ? events::abandon : events::return_);
    if (failure) wake(1, {});
    co_return failure;
}

void Condition::wake(std::size_t n, std::source_location where) {
    std::size_t woken = 0;
    for (ListedWaiter* waiter = waiters_.first(); waiter != nullptr && woken < n;
         waiter = waiter->next()) {
        if (!waiter->pending()) continue;
        waiter->settle();
        ++woken;
    }
    report(events::notify, static_cast<std::int64_t>(woken), where);
}

Failure Condition::try_notify(std::size_t n, std::source_location where) {
    if (misplaced()) return Failure(errors::other_thread);
    if (!locked()) return Failure(errors::notify_without_lock);
    wake(n, where);
    return {};
}

Failure Condition::try_notify_all(std::source_location where) {
    return try_notify(waiters_.size(), where);
}

void Condition::notify(std::size_t n, std::source_location where) {
    try_notify(n, where).raise_if();
}

void Condition::notify_all(std::source_location where) {
    try_notify_all(where).raise_if();
}

}  // namespace foliot
