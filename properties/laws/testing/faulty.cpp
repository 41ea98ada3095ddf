#include "properties/laws/testing/faulty.h"

#include "sim/quietly.h"
#include "sim/sleep.h"

namespace foliot::law_tests {

Faulty::Wait Faulty::wait() {
    return Wait(*this);
}

ListedWaiter* Faulty::next() const {
    ListedWaiter* found = waiters_.first_pending();
    if (!has(Fault::newest_first)) return found;
    for (ListedWaiter* each = waiters_.first(); each != nullptr; each = each->next()) {
        if (each->pending()) found = each;
    }
    return found;
}

bool FaultyLock::passes() {
    const bool queued = !waiters_.all_cancelled() && !has(Fault::barging);
    if (locked_ || queued) return false;
    locked_ = true;
    report(events::acquire);
    return true;
}

void FaultyLock::waited(bool, bool cancelled) {
    if (cancelled) {
        report(events::abandon);
        const bool wakes = !locked_ || has(Fault::wakes_too_soon);
        if (wakes && !has(Fault::forgets_cancelled)) wake();
        return;
    }
    locked_ = true;
    report(events::acquire);
}

void FaultyLock::release() {
    locked_ = false;
    report(events::release);
    wake();
}

void FaultyLock::wake() {
    if (has(Fault::wakes_nobody)) return;
    // A first waiter that is not pending is on its way already.
    if (waiters_.empty() || !waiters_.first()->pending()) return;
    next()->settle();
    if (has(Fault::wakes_two) && next() != nullptr) next()->settle();
}

bool FaultySemaphore::passes() {
    const bool queued = !waiters_.all_cancelled() && !has(Fault::barging);
    if ((value_ <= 0 || queued) && !has(Fault::goes_negative)) return false;
    --value_;
    report(events::acquire, value_);
    return true;
}

void FaultySemaphore::waited(bool woken, bool cancelled) {
    if (cancelled) {
        const bool gives_back = woken ? !has(Fault::loses_permit) : has(Fault::makes_permit);
        if (gives_back) ++value_;
        report(events::abandon, value_);
        if (!has(Fault::forgets_cancelled)) wake();
    } else if (!has(Fault::keeps_quiet)) {
        report(events::acquire, value_);
        wake();
    }
}

void FaultySemaphore::release() {
    if (value_ < bound_ || has(Fault::goes_too_high)) ++value_;
    report(events::release, value_);
    wake();
}

void FaultySemaphore::wake() {
    while (value_ > 0 && next() != nullptr) {
        --value_;
        report(events::grant, value_);
        if (!has(Fault::wakes_nobody)) next()->settle();
        if (has(Fault::wakes_two) && next() != nullptr) next()->settle();
    }
}

bool FaultyEvent::passes() {
    if (!set_ && !has(Fault::passes_unset)) return false;
    report(events::pass);
    return true;
}

void FaultyEvent::waited(bool, bool cancelled) {
    report(cancelled ? events::abandon : events::pass);
}

void FaultyEvent::set() {
    report(events::set);
    if (set_) return;
    set_ = true;
    while (next() != nullptr) {
        next()->settle();
        if (has(Fault::wakes_nobody)) break;  // nobody but one
    }
}

void FaultyEvent::clear() {
    report(events::clear);
    set_ = false;
    if (has(Fault::wakes_two) && next() != nullptr) next()->settle();
}

Coro<> FaultyCondition::wait_notified() {
    report(events::release_to_wait);
    if (!has(Fault::keeps_lock)) lock_.release();
    const Result<> woken = co_await quietly(wait());
    Failure failure = woken.failure();
    if (!has(Fault::returns_unlocked) && !has(Fault::keeps_lock)) {
        const Failure cancelled = co_await take_lock();
        if (cancelled) failure = cancelled;
    }
    report(failure ? events::abandon : events::return_);
    if (failure && !has(Fault::forgets_cancelled)) notify(1);
    failure.raise_if();
}

Coro<Failure> FaultyCondition::take_lock() {
    Failure failure;
    for (;;) {
        const Result<> acquired = co_await quietly(lock_.acquire());
        if (acquired) co_return failure;
        failure = acquired.failure();
    }
}

void FaultyCondition::notify(std::size_t count) {
    std::int64_t woken = 0;
    for (; count > 0 && next() != nullptr; --count, ++woken)
        next()->settle();
    if (has(Fault::wakes_two) && next() != nullptr) next()->settle();
    if (has(Fault::miscounts)) ++woken;
    if (!has(Fault::keeps_quiet)) report(events::notify, woken);
}

Coro<> FaultyBarrier::meet() {
    while (draining_ && !has(Fault::lets_in_early))
        co_await sleep(Duration::zero());
    if (broken_ && !has(Fault::ignores_abort)) co_return;
    const std::size_t index = take_index();
    Failure failure;
    if (full()) {
        draining_ = true;
        ++full_rounds_;
        while (next() != nullptr)
            next()->settle();
    } else {
        const Result<> woken = co_await quietly(wait());
        failure = woken.failure();
    }
    leave(index);
    failure.raise_if();
}

bool FaultyBarrier::full() const {
    const bool early = has(Fault::opens_early) && full_rounds_ == 1;
    return count_ == parties_ - (early ? 1 : 0);
}

std::size_t FaultyBarrier::take_index() {
    std::size_t index = has(Fault::skips_index) ? 1 : 0;
    while (taken_[index])
        ++index;
    if (has(Fault::reuses_index)) index = count_;
    taken_[index] = true;
    ++count_;
    report(events::arrive, static_cast<std::int64_t>(index));
    return index;
}

void FaultyBarrier::leave(std::size_t index) {
    taken_[index] = false;
    --count_;
    report(events::leave, static_cast<std::int64_t>(index));
    if (count_ == 0) draining_ = false;
}

void FaultyBarrier::abort() {
    report(events::abort);
    broken_ = true;
    while (next() != nullptr)
        next()->settle();
}

}  // namespace foliot::law_tests
