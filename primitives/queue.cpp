#include "primitives/queue.h"

#include <algorithm>

#include "primitives/errors.h"

namespace foliot {

QueueBase::QueueBase(const ObjectKind& kind, std::size_t maxsize, std::string_view name)
    : Object(kind, name), maxsize_(maxsize) {}

void QueueBase::take_stock(const Object& object, Stock& stock) {
    const auto& queue = static_cast<const QueueBase&>(object);
    stock[Quantity::items] = static_cast<std::int64_t>(queue.size_);
    stock[Quantity::unfinished] = static_cast<std::int64_t>(queue.unfinished_);
    stock[Quantity::open] = queue.shut_down_ ? 0 : 1;
    if (queue.maxsize_ > 0) stock[Quantity::bound] = static_cast<std::int64_t>(queue.maxsize_);
}

Failure QueueBase::refusal_to_put() {
    if (misplaced()) return Failure(errors::other_thread);
    touch(Access::read);
    if (shut_down_) return Failure(errors::queue_shut_down);
    if (full()) return Failure(errors::queue_full);
    return {};
}

Failure QueueBase::refusal_to_get() {
    if (misplaced()) return Failure(errors::other_thread);
    touch(Access::read);
    if (!empty()) return {};
    return Failure(shut_down_ ? errors::queue_shut_down : errors::queue_empty);
}

void QueueBase::added(std::source_location where) {
    ++size_;
    ++unfinished_;
    report(events::put, static_cast<std::int64_t>(size_), where);
    if (ListedWaiter* const getter = getters_.first_pending(); getter != nullptr) getter->settle();
}

void QueueBase::removed(std::source_location where) {
    --size_;
    report(events::get, static_cast<std::int64_t>(size_), where);
    if (ListedWaiter* const putter = putters_.first_pending(); putter != nullptr) putter->settle();
}

Failure QueueBase::try_task_done(std::source_location where) {
    if (misplaced()) return Failure(errors::other_thread);
    touch(Access::read);
    if (unfinished_ == 0) return Failure(errors::task_done_too_often);
    --unfinished_;
    report(events::task_done, static_cast<std::int64_t>(unfinished_), where);
    wake_joiners();
    return {};
}

void QueueBase::task_done(std::source_location where) {
    try_task_done(where).raise_if();
}

void QueueBase::shut_down(bool immediate, std::size_t dropped, std::source_location where) {
    shut_down_ = true;
    size_ -= dropped;
    report(events::shutdown, static_cast<std::int64_t>(dropped), where);
    // More may be dropped than is unfinished: task_done() may run ahead of get().
    unfinished_ -= std::min(dropped, unfinished_);
    if (immediate) wake_joiners();
    // All of them test again, and raise where there is nothing for them.
    wake_all(getters_);
    wake_all(putters_);
}

void QueueBase::wake_joiners() {
    if (unfinished_ == 0) wake_all(joiners_);
}

void QueueBase::wake_all(WaitList& waiters) {
    for (ListedWaiter* waiter = waiters.first(); waiter != nullptr; waiter = waiter->next()) {
        if (waiter->pending()) waiter->settle();
    }
}

Coro<Result<>> QueueBase::join_body() {
    touch(Access::read);
    if (unfinished_ > 0) {
        const Result<> woken = co_await quietly(until_finished());
        if (!woken) co_return woken;
    }
    report(events::join, 0, {}, Access::read);
    co_return Result<>();
}

QueueBase::Turn QueueBase::until_item() {
    return Turn(*this, getters_, Quantity::items);
}

QueueBase::Turn QueueBase::until_room() {
    return Turn(*this, putters_, Quantity::room);
}

QueueBase::Turn QueueBase::until_finished() {
    return Turn(*this, joiners_, Quantity::unfinished);
}

bool QueueBase::Turn::line_up() {
    auto& queue = primitive<QueueBase>();
    unbound_ = queue.bind();
    if (unbound_) return false;
    queue.touch(Access::write);  // the place in the line matters to whoever comes next
    waiters_->push(*this);
    return true;
}

Result<> QueueBase::Turn::take_result() {
    if (unbound_) return unbound_;
    if (!listed()) return Failure(errors::cancelled);  // the queue was destroyed meanwhile
    leave();
    if (!interrupted()) return {};
    auto& queue = primitive<QueueBase>();
    queue.report(events::abandon);
    const bool usable = waiters_ == &queue.getters_   ? !queue.empty()
                        : waiters_ == &queue.putters_ ? !queue.full()
                                                      : false;
    ListedWaiter* const next = waiters_->first_pending();
    if (granted() && usable && next != nullptr) next->settle();
    return Failure(errors::cancelled);
}

std::string QueueBase::Turn::awaited() const {
    const char* const what = wanted_ == Quantity::items  ? "an item"
                             : wanted_ == Quantity::room ? "room"
                                                         : "all items to be done";
    return std::string(what) + " in " + ListedWaiter::awaited();
}

void QueueBase::Turn::describe(TraceEvent& event, std::string&) const {
    event.wanted = wanted_;
}

}  // namespace foliot
