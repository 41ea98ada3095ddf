// Locks that were wrong in released libraries.

#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/broken_lock.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

/// A holder, tasks that wait for it to let go, and one of these is cancelled.
template <Handover bug>
class CancelledWaiter {
  public:
    /// `waiting` tasks wait; of these `victim` is cancelled after `patience` steps.
    CancelledWaiter(Build build, int waiting, int victim, int patience)
        : lock_(build == Build::broken ? bug : Handover::right),
          waiting_(waiting),
          victim_(victim),
          patience_(patience) {}

    Coro<> run() {
        Crew crew;
        crew.add(hold(), "holder");
        Task<> victim;
        for (int i = 0; i < waiting_; ++i) {
            const Task<> waiter = crew.add(hold(), "waiter" + std::to_string(i));
            if (i == victim_) victim = waiter;
        }
        crew.add(cancel_after(patience_, victim), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> hold() {
        const Result<> held = co_await lock_.acquire();
        if (!held) co_return;
        inside_ += 1;
        FOLIOT_CHECK(inside_ == 1);
        static_cast<void>(co_await quietly(yield()));
        inside_ -= 1;
        lock_.release();
    }

    FutureLock lock_;
    Shared<int> inside_{0, "inside"};
    int waiting_, victim_, patience_;
};

/// Release makes the oldest waiter the owner at once, as anyio's lock.
class OwnedLock final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"OwnedLock"};

  public:
    explicit OwnedLock(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<Result<>> acquire() {
        touch(Access::write);
        if (!owned_) {
            owned_ = true;
            co_return Result<>();
        }
        const Future<> future = line_up();
        const Result<> woken = co_await quietly(future);
        leave(future);
        if (!woken && granted(future) && build_ == Build::fixed) release();
        co_return woken;
    }
    void release() {
        touch(Access::write);
        owned_ = wake_first_pending();
    }

  private:
    Build build_;
    bool owned_ = false;
};

class DeadOwner {
  public:
    explicit DeadOwner(Build build) : lock_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(hold(), "holder");
        const Task<> victim = crew.add(hold(), "victim");
        crew.add(cancel_after(0, victim), "canceller");
        crew.add(hold(), "heir");
        co_await crew.ended();
    }

  private:
    Coro<> hold() {
        const Result<> held = co_await lock_.acquire();
        if (!held) co_return;
        static_cast<void>(co_await quietly(yield()));
        lock_.release();
    }

    OwnedLock lock_;
};

/// try_lock, and only where that fails a place in the line: what happens in between is missed.
class LateLock final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"LateLock"};

  public:
    explicit LateLock(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<> acquire() {
        while (true) {
            touch(Access::write);
            if (!locked_) break;
            co_await yield();  // makes the node of its line, which takes a while
            if (build_ == Build::fixed && !locked_) continue;
            co_await line_up();
        }
        locked_ = true;
    }
    void release() {
        touch(Access::write);
        locked_ = false;
        wake_and_drop_first();
    }

  private:
    Build build_;
    bool locked_ = false;
};

class MissedRelease {
  public:
    explicit MissedRelease(Build build) : lock_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(hold(0), "first");
        crew.add(hold(0), "second");
        crew.add(hold(1), "third");
        co_await crew.ended();
    }

  private:
    Coro<> hold(int delay) {
        co_await steps(delay);
        co_await lock_.acquire();
        co_await steps(3);
        lock_.release();
    }

    LateLock lock_;
};

/// Many read or one writes; a writer that waits keeps new readers out.
class ReadWriteLock final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"ReadWriteLock"};

  public:
    explicit ReadWriteLock(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<> acquire_read() {
        while (true) {
            touch(Access::write);
            const bool writers_first = build_ == Build::fixed && writers_waiting_ > 0;
            if (!writing_ && !writers_first) break;
            co_await line_up();
        }
        ++readers_;
    }
    void release_read() {
        touch(Access::write);
        if (--readers_ == 0) wake();
    }
    Coro<> acquire_write() {
        touch(Access::write);
        ++writers_waiting_;
        while (true) {
            touch(Access::write);
            if (!writing_ && readers_ == 0) break;
            co_await line_up();
        }
        --writers_waiting_;
        writing_ = true;
    }
    void release_write() {
        touch(Access::write);
        writing_ = false;
        wake();
    }

  private:
    void wake() {
        while (anybody_waits())
            wake_and_drop_first();
    }

    Build build_;
    bool writing_ = false;
    int readers_ = 0;
    int writers_waiting_ = 0;
};

/// Readers that come in turns, each before the one before has left, keep the writer out.
class StarvedWriter {
  public:
    explicit StarvedWriter(Build build) : lock_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(read(0), "reader0");
        crew.add(write(), "writer");
        for (const int delay : {1, 2, 3})
            crew.add(read(2 * delay), "reader" + std::to_string(delay));
        co_await crew.ended();
    }

  private:
    Coro<> read(int delay) {
        co_await steps(delay);
        const bool after_writer = writer_waits_;
        co_await lock_.acquire_read();
        if (after_writer && writer_waits_) overtaken_ += 1;
        FOLIOT_CHECK(overtaken_ < 2);
        co_await yield();
        lock_.release_read();
    }
    Coro<> write() {
        writer_waits_ = true;
        co_await lock_.acquire_write();
        writer_waits_ = false;
        lock_.release_write();
    }

    ReadWriteLock lock_;
    Shared<bool> writer_waits_{false, "writer waits"};
    Shared<int> overtaken_{0, "overtaken"};
};

}  // namespace

Programs locks() {
    Programs all;
    all.push_back(program<CancelledWaiter<Handover::never>>(
        {"lock-lost-wakeup",
         "bpo-27585 (asyncio 3.5): a woken waiter of a Lock is cancelled and keeps its wakeup"},
        2, 0, 0));
    all.push_back(program<CancelledWaiter<Handover::too_soon>>(
        {"lock-double-acquire",
         "bpo-32734 (asyncio 3.6.2): a cancelled waiter wakes another one beside the one that was "
         "woken, and both take the Lock"},
        3, 1, 2));
    all.push_back(program<DeadOwner>(
        {"lock-dead-owner",
         "anyio#387: a waiter is cancelled after release() made it the owner, and never lets go"}));
    all.push_back(program<MissedRelease>(
        {"lock-missed-release",
         "after kotlinx.coroutines#2380: the lock becomes free between try_lock and the wait"}));
    all.push_back(program<StarvedWriter>(
        {"lock-starved-writer",
         "a read-write lock lets new readers in while a writer waits, who starves"}));
    all.push_back(program<Noisy<CancelledWaiter<Handover::never>>>(
        {"lock-lost-wakeup-noisy", "lock-lost-wakeup among other tasks", Tier::noisy}, 2, 0, 0));
    all.push_back(program<Noisy<CancelledWaiter<Handover::too_soon>>>(
        {"lock-double-acquire-noisy", "lock-double-acquire among other tasks", Tier::noisy}, 3, 1,
        2));
    return all;
}

}  // namespace foliot::zoo_programs
