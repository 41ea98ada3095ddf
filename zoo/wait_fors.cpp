// wait_for() as it was wrong in released versions of asyncio.

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "primitives/condition.h"
#include "primitives/lock.h"
#include "primitives/queue.h"
#include "primitives/timeout.h"
#include "primitives/wait.h"
#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/deadline.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

enum class DeadlineFlaw : std::uint8_t {
    early_on_timeout,  ///< the inner task is cancelled and not awaited: bpo-33638
    early_on_cancel,   ///< the same where the outer task is cancelled: bpo-42600
    swallows_cancel,   ///< a cancellation that ties with the end counts for nothing: gh-86296
    drops_result,      ///< the other way round: the result counts for nothing, bpo-37658
    leaves_running,    ///< the inner task goes on when the time is up: python/asyncio#343
};

/// wait_for() as asyncio wrote it before timeout(): around a task of its own.
template <class T>
Coro<Result<T>> old_wait_for(Coro<T> body, std::optional<Duration> delay, DeadlineFlaw flaw) {
    Task<T> inner = spawn(std::move(body), "inner");
    std::vector<Task<T>> watched;
    watched.push_back(inner);
    const auto waited = co_await quietly(wait(watched, ReturnWhen::all_completed, delay));
    if (!waited) {
        const bool done = inner.done();
        if (done && flaw == DeadlineFlaw::swallows_cancel) co_return co_await quietly(inner);
        inner.cancel();
        if (flaw != DeadlineFlaw::early_on_cancel) static_cast<void>(co_await quietly(inner));
        co_return waited.failure();
    }
    if (inner.done()) co_return co_await quietly(inner);
    if (flaw == DeadlineFlaw::leaves_running) co_return Failure(errors::timeout);
    inner.cancel();
    if (flaw == DeadlineFlaw::early_on_timeout) co_return Failure(errors::timeout);
    static_cast<void>(co_await quietly(inner));
    co_return Failure(errors::timeout);
}

template <class T>
Coro<Result<T>> waits_for(Build build, Coro<T> body, std::optional<Duration> delay,
                          DeadlineFlaw flaw) {
    if (build == Build::broken) {
        co_return co_await old_wait_for(std::move(body), delay, flaw);
    }
    co_return co_await quietly(wait_for(std::move(body), delay));
}

/// `async with condition: await wait_for(condition.wait(), 5)`.
template <DeadlineFlaw flaw>
class UnheldLock {
  public:
    UnheldLock(Build build, std::optional<Duration> deadline, int patience)
        : build_(build), deadline_(deadline), patience_(patience) {}

    Coro<> run() {
        Crew crew;
        const Task<> waiter = crew.add(wait(), "waiter");
        crew.add(notify(), "notifier");
        if (patience_ > 0) crew.add(cancel_after(patience_, waiter), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> wait() {
        const Result<> held = co_await quietly(condition_.acquire());
        if (!held) co_return;
        static_cast<void>(co_await waits_for(build_, notified(), deadline_, flaw));
        const Failure released = condition_.try_release();
        FOLIOT_CHECK(!released);
    }
    Coro<> notified() { co_await condition_.wait(); }
    Coro<> notify() {
        if (deadline_) co_await sleep(around_5ms());
        co_await steps(2);
        co_await condition_.acquire();
        condition_.notify();
        condition_.release();
    }

    Build build_;
    Condition condition_{"condition"};
    std::optional<Duration> deadline_;
    int patience_;
};

/// A worker waits for its next item; its boss gives it one, and cancels it.
class CancelSwallowed {
  public:
    explicit CancelSwallowed(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> worker = crew.add(work(), "worker");
        crew.add(dismiss(worker), "boss");
        co_await crew.ended();
    }

  private:
    Coro<> work() {
        Result<int> item(0);
        while (item)
            item = co_await waits_for(build_, next(), std::nullopt, DeadlineFlaw::swallows_cancel);
    }
    Coro<int> next() { co_return co_await queue_.get(); }
    Coro<> dismiss(Task<> worker) {
        co_await steps(3);
        queue_.put_nowait(1);
        co_await steps(6);
        worker.cancel();
    }

    Build build_;
    Queue<int> queue_{0, "work"};
};

/// wait_for(lock.acquire()) is cancelled when the lock was acquired already.
class LeakedLock {
  public:
    explicit LeakedLock(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(hold(), "holder");
        const Task<> victim = crew.add(hold_in_time(), "victim");
        crew.add(cancel_after(1, victim), "canceller");
        co_await crew.ended();
        co_await lock_.acquire();
        lock_.release();
    }

  private:
    Coro<> hold() {
        co_await lock_.acquire();
        co_await steps(3);
        lock_.release();
    }
    Coro<> acquire() { co_await lock_.acquire(); }
    Coro<> hold_in_time() {
        const Result<> held =
            co_await waits_for(build_, acquire(), 5ms, DeadlineFlaw::drops_result);
        if (held) lock_.release();
    }

    Build build_;
    Lock lock_{"lock"};
};

/// The item goes to a get() whose time was up long ago.
class ItemForTheDead {
  public:
    explicit ItemForTheDead(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(consume(), "consumer");
        crew.add(produce(), "producer");
        co_await crew.ended();
        FOLIOT_CHECK(consumed_ == 1);
    }

  private:
    Coro<> consume() {
        for (int attempt = 0; attempt < 2; ++attempt) {
            const Result<int> item =
                co_await waits_for(build_, next(), 5ms, DeadlineFlaw::leaves_running);
            if (!item) continue;
            consumed_ += 1;
            co_return;
        }
    }
    Coro<int> next() { co_return co_await queue_.get(); }
    Coro<> produce() {
        co_await sleep(around_5ms());
        queue_.put_nowait(1);
    }

    Build build_;
    Queue<int> queue_{0, "items"};
    Shared<int> consumed_{0, "consumed"};
};

}  // namespace

Programs wait_fors() {
    Programs all;
    all.push_back(program<UnheldLock<DeadlineFlaw::early_on_timeout>>(
        {"wait-for-returns-early",
         "bpo-33638 (asyncio until 3.6): wait_for() times out and does not await what it "
         "cancelled: "
         "Condition.wait() has not taken its lock again"},
        std::optional<Duration>(5ms), 0));
    all.push_back(program<UnheldLock<DeadlineFlaw::early_on_cancel>>(
        {"wait-for-cancelled-early",
         "bpo-42600 (asyncio until 3.7): the same where wait_for() itself is cancelled"},
        std::optional<Duration>(), 12));
    all.push_back(program<CancelSwallowed>({"wait-for-swallows-cancel",
                                            "gh-86296 (asyncio until 3.11): a cancellation that "
                                            "ties with the result vanishes, and the "
                                            "worker goes on for ever"}));
    all.push_back(program<LeakedLock>(
        {"wait-for-leaks-lock",
         "bpo-37658: wait_for(lock.acquire()) is cancelled when the lock was acquired already"}));
    all.push_back(program<ItemForTheDead>(
        {"wait-for-loses-item",
         "python/asyncio#343 (3.5): the next item goes to a get() whose wait_for() timed out"}));
    all.push_back(program<Noisy<CancelSwallowed>>({"wait-for-swallows-cancel-noisy",
                                                   "wait-for-swallows-cancel among other tasks",
                                                   Tier::noisy}));
    return all;
}

}  // namespace foliot::zoo_programs
