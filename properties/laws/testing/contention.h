#pragma once

#include <chrono>

#include "primitives/gather.h"
#include "primitives/timeout.h"
#include "properties/laws/testing/faulty.h"
#include "sim/sleep.h"

// What the tests do to faulty primitives. Their time limits coincide with releases, so that in some
// orders a waiter is cancelled after it was woken.
namespace foliot::law_tests {

using namespace std::chrono_literals;

/// Acquires within the limit, holds for a millisecond, releases.
template <class Lockable>
Coro<> use(Lockable& lockable, Duration limit = 1s) {
    co_await timeout(limit, lockable.wait());
    co_await sleep(1ms);
    lockable.release();
}

template <Fault fault>
Coro<> contend_for_lock() {
    FaultyLock lock(fault);
    co_await gather(return_exceptions, use(lock), use(lock, 1ms), use(lock, 2ms), use(lock));
}

template <Fault fault>
Coro<> contend_for_permits() {
    FaultySemaphore semaphore(fault, 2);
    co_await gather(return_exceptions, use(semaphore), use(semaphore, 1ms), use(semaphore),
                    use(semaphore, 1ms), use(semaphore, 2ms), use(semaphore));
}

inline Coro<> pass(FaultyEvent& event, Duration limit = 10ms) {
    co_await timeout(limit, event.wait());
}

inline Coro<> set_and_clear(FaultyEvent& event) {
    co_await sleep(1ms);
    event.set();
    event.clear();
}

inline Coro<> clear_later(FaultyEvent& event) {
    co_await sleep(1ms);
    event.clear();
}

template <Fault fault>
Coro<> wait_for_event() {
    FaultyEvent event(fault);
    co_await gather(return_exceptions, pass(event, 1ms), pass(event), pass(event),
                    set_and_clear(event));
}

template <Fault fault>
Coro<> clear_event() {
    FaultyEvent event(fault);
    event.clear();
    co_await gather(return_exceptions, pass(event), pass(event), clear_later(event));
}

inline Coro<> wait_notified(FaultyCondition& condition, Duration limit) {
    co_await condition.lock().acquire();
    const Result<> waited = co_await quietly(timeout(limit, condition.wait_notified()));
    if (condition.lock().locked()) condition.lock().release();
    waited.failure().raise_if();
}

inline Coro<> notify_one(FaultyCondition& condition) {
    co_await sleep(1ms);
    co_await condition.lock().acquire();
    condition.notify(1);
    condition.lock().release();
}

template <Fault fault>
Coro<> wait_at_condition() {
    FaultyCondition condition(fault);
    co_await gather(return_exceptions, wait_notified(condition, 1ms), wait_notified(condition, 5ms),
                    wait_notified(condition, 5ms), notify_one(condition), notify_one(condition));
}

inline Coro<> meet_twice(FaultyBarrier& barrier, Duration limit = 1s) {
    co_await timeout(limit, barrier.meet());
    co_await barrier.meet();
}

template <Fault fault>
Coro<> meet_at_barrier() {
    FaultyBarrier barrier(fault, 3);
    co_await gather(return_exceptions, meet_twice(barrier), meet_twice(barrier, 1ms),
                    meet_twice(barrier), meet_twice(barrier));
}

}  // namespace foliot::law_tests
