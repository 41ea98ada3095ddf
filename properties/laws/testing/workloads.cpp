#include "properties/laws/testing/workloads.h"

#include <utility>
#include <vector>

#include "primitives/barrier.h"
#include "primitives/condition.h"
#include "primitives/event.h"
#include "primitives/gather.h"
#include "primitives/queue.h"
#include "primitives/semaphore.h"
#include "primitives/timeout.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::law_tests {

namespace {

using namespace std::chrono_literals;

constexpr int rounds = 3;

/// No time at all quite often, so that instants coincide.
Duration some_time() {
    return draw(std::int64_t{0}, std::int64_t{3}) * 1ms;
}

bool now_and_then() {
    return draw(3) == 0;
}

/// Goes on after an error of the primitive's, such as a timeout, but not after a cancellation.
bool succeeded(const Failure& failure) {
    if (failure && failure.is_cancelled()) failure.raise();
    return !failure;
}

/// Runs the bodies as tasks and cancels some of them on the way; in the end all that are left.
Coro<> run_and_cancel(std::vector<Coro<>> bodies) {
    std::vector<Task<>> tasks;
    for (Coro<>& body : bodies)
        tasks.push_back(spawn(std::move(body)));
    const std::uint64_t cancellations = draw(tasks.size());
    for (std::uint64_t i = 0; i < cancellations; ++i) {
        const Duration time = some_time();
        co_await sleep(time);
        tasks[draw(tasks.size())].cancel();
    }
    co_await sleep(30ms);
    for (Task<>& task : tasks)
        task.cancel();
    co_await gather(return_exceptions, tasks);
}

/// Acquires, with a time limit at times; tells whether it did.
template <class Lockable>
Coro<bool> try_acquire(Lockable& lockable) {
    const bool limited = now_and_then();
    if (!limited) {
        co_await lockable.acquire();
        co_return true;
    }
    const Duration limit = some_time();
    const Result<> acquired = co_await quietly(timeout(limit, lockable.acquire()));
    co_return succeeded(acquired.failure());
}

/// Sleeps, and releases whatever happens.
template <class Lockable>
Coro<> hold(Lockable& lockable) {
    const Duration time = some_time();
    const Result<> slept = co_await quietly(sleep(time));
    lockable.release();
    slept.failure().raise_if();
}

template <class Lockable>
Coro<> worker(Lockable& lockable) {
    for (int i = 0; i < rounds; ++i) {
        const Duration pause = some_time();
        if (now_and_then()) co_await sleep(pause);
        const bool acquired = co_await try_acquire(lockable);
        if (acquired) co_await hold(lockable);
    }
}

template <class Lockable>
std::vector<Coro<>> workers(Lockable& lockable, int count) {
    std::vector<Coro<>> bodies;
    for (int i = 0; i < count; ++i)
        bodies.push_back(worker(lockable));
    return bodies;
}

}  // namespace

Coro<> lock_workload() {
    Lock lock("l");
    co_await run_and_cancel(workers(lock, 4));
}

Coro<> bounded_semaphore_workload() {
    BoundedSemaphore semaphore(2, "b");
    co_await run_and_cancel(workers(semaphore, 5));
}

namespace {

Coro<> release_more(Semaphore& semaphore) {
    const Duration pause = some_time();
    co_await sleep(pause);
    semaphore.release();
    if (now_and_then()) semaphore.release();
}

Coro<> pass(Event& event) {
    for (int i = 0; i < rounds; ++i) {
        const Duration limit = some_time();
        if (now_and_then()) {
            co_await event.wait();
        } else {
            const Result<bool> passed = co_await quietly(timeout(limit, event.wait()));
            succeeded(passed.failure());
        }
        if (now_and_then()) co_await sleep(limit);
    }
}

Coro<> set_and_clear(Event& event) {
    for (int i = 0; i < rounds; ++i) {
        const Duration pause = some_time();
        co_await sleep(pause);
        event.set();
        if (now_and_then()) event.clear();
        co_await sleep(pause);
        if (now_and_then()) event.clear();
    }
}

}  // namespace

Coro<> semaphore_workload() {
    Semaphore semaphore(1, "s");
    std::vector<Coro<>> bodies = workers(semaphore, 4);
    bodies.push_back(release_more(semaphore));
    co_await run_and_cancel(std::move(bodies));
}

Coro<> event_workload() {
    Event event("e");
    std::vector<Coro<>> bodies;
    for (int i = 0; i < 3; ++i)
        bodies.push_back(pass(event));
    bodies.push_back(set_and_clear(event));
    bodies.push_back(set_and_clear(event));
    co_await run_and_cancel(std::move(bodies));
}

namespace {

Coro<> wait_at(Condition& condition, int& tokens) {
    for (int i = 0; i < rounds; ++i) {
        co_await condition.acquire();
        const Duration limit = some_time();
        Failure failure;
        if (now_and_then()) {
            failure = (co_await quietly(condition.wait())).failure();
        } else {
            const auto some = [&tokens] { return tokens > 0; };
            failure = (co_await quietly(timeout(limit, condition.wait_for(some)))).failure();
            if (!failure) --tokens;
        }
        condition.release();
        succeeded(failure);
    }
}

Coro<> notify_at(Condition& condition, int& tokens) {
    for (int i = 0; i < rounds; ++i) {
        const Duration pause = some_time();
        co_await sleep(pause);
        co_await condition.acquire();
        ++tokens;
        if (now_and_then()) {
            condition.notify_all();
        } else {
            condition.notify(1 + draw(2));
        }
        co_await hold(condition);
    }
}

Coro<> meet(Barrier& barrier) {
    for (int i = 0; i < rounds; ++i) {
        const Duration limit = some_time();
        if (now_and_then()) co_await sleep(limit);
        Failure failure;
        if (now_and_then()) {
            failure = (co_await quietly(timeout(limit, barrier.wait()))).failure();
        } else {
            failure = (co_await quietly(barrier.wait())).failure();
        }
        succeeded(failure);
    }
}

Coro<> disturb(Barrier& barrier) {
    const Duration pause = some_time();
    co_await sleep(pause);
    if (now_and_then()) co_await barrier.abort();
    co_await sleep(pause);
    if (now_and_then()) co_await barrier.reset();
}

}  // namespace

Coro<> condition_workload() {
    Lock lock("l");
    Condition left(lock, "left");
    Condition right(lock, "right");
    int tokens = 0;
    std::vector<Coro<>> bodies;
    for (int i = 0; i < 3; ++i)
        bodies.push_back(wait_at(left, tokens));
    bodies.push_back(wait_at(right, tokens));
    bodies.push_back(notify_at(left, tokens));
    bodies.push_back(notify_at(right, tokens));
    co_await run_and_cancel(std::move(bodies));
}

Coro<> barrier_workload() {
    Barrier barrier(3, "b");
    std::vector<Coro<>> bodies;
    for (int i = 0; i < 5; ++i)
        bodies.push_back(meet(barrier));
    bodies.push_back(disturb(barrier));
    co_await run_and_cancel(std::move(bodies));
}

namespace {

template <class Items>
Coro<> produce(Items& queue) {
    for (int i = 0; i < rounds; ++i) {
        const Duration limit = some_time();
        const Result<> added = co_await quietly(timeout(limit, queue.put(i)));
        succeeded(added.failure());
        if (now_and_then()) co_await sleep(limit);
    }
}

template <class Items>
Coro<> consume(Items& queue) {
    for (int i = 0; i < rounds; ++i) {
        const Duration limit = some_time();
        if (now_and_then()) {
            co_await queue.get();
        } else {
            const Result<int> taken = co_await quietly(timeout(limit, queue.get()));
            succeeded(taken.failure());
        }
        if (now_and_then()) co_await sleep(limit);
        static_cast<void>(queue.try_task_done());
    }
}

Coro<> join(QueueBase& queue) {
    for (int i = 0; i < rounds; ++i) {
        const Duration limit = some_time();
        const Result<> joined = co_await quietly(timeout(limit, queue.join()));
        succeeded(joined.failure());
    }
}

template <class Items>
Coro<> items_workload() {
    Items queue(2, "q");
    std::vector<Coro<>> bodies;
    for (int i = 0; i < 3; ++i) {
        bodies.push_back(produce(queue));
        bodies.push_back(consume(queue));
    }
    bodies.push_back(join(queue));
    co_await run_and_cancel(std::move(bodies));
}

}  // namespace

Coro<> queue_workload() {
    return items_workload<Queue<int>>();
}

Coro<> lifo_queue_workload() {
    return items_workload<LifoQueue<int>>();
}

}  // namespace foliot::law_tests
