// What broken semaphores do to those who use them.

#include "sim/check.h"
#include "sim/shared.h"
#include "zoo/broken_semaphores.h"

namespace foliot::zoo_programs {

namespace {

PermitFlaw flaw_in(Build build, PermitFlaw flaw) {
    return build == Build::broken ? flaw : PermitFlaw::none;
}

/// One permit, its holder, two tasks that wait for it, and one of these is cancelled.
template <PermitFlaw flaw>
class CancelledAcquire {
  public:
    CancelledAcquire(Build build, int patience)
        : permits_(flaw_in(build, flaw), 1), patience_(patience) {}

    Coro<> run() {
        Crew crew;
        crew.add(use(), "holder");
        const Task<> victim = crew.add(use(), "victim");
        crew.add(cancel_after(patience_, victim), "canceller");
        crew.add(use(), "heir");
        co_await crew.ended();
        FOLIOT_CHECK(!permits_.above_bound());
    }

  private:
    Coro<> use() {
        const Result<> held = co_await permits_.acquire();
        if (!held) co_return;
        inside_ += 1;
        FOLIOT_CHECK(inside_ == 1);
        static_cast<void>(co_await quietly(yield()));
        inside_ -= 1;
        permits_.release();
    }

    FutureSemaphore permits_;
    Shared<int> inside_{0, "inside"};
    int patience_;
};

/// gh-90155: the last waiter is cancelled after it was woken; who comes later finds a free permit
/// and waits for ever.
class StuckFlag {
  public:
    explicit StuckFlag(Build build) : permits_(flaw_in(build, PermitFlaw::stuck_flag), 1) {}

    Coro<> run() {
        Crew crew;
        crew.add(use(0), "holder");
        const Task<> victim = crew.add(use(0), "victim");
        crew.add(cancel_after(0, victim), "canceller");
        crew.add(use(4), "late");
        co_await crew.ended();
    }

  private:
    Coro<> use(int delay) {
        static_cast<void>(co_await quietly(steps(delay)));
        const Result<> held = co_await permits_.acquire();
        if (!held) co_return;
        static_cast<void>(co_await quietly(yield()));
        permits_.release();
    }

    FutureSemaphore permits_;
};

/// Tasks that come after the waiter take the permit before it.
template <PermitFlaw flaw>
class Overtaken {
  public:
    explicit Overtaken(Build build) : permits_(flaw_in(build, flaw), 1) {}

    Coro<> run() {
        Crew crew;
        crew.add(use(0), "holder");
        crew.add(wait(), "waiter");
        for (const int delay : {4, 8, 12})
            crew.add(use(delay), "newcomer");
        co_await crew.ended();
    }

  private:
    Coro<> use(int delay) {
        co_await steps(delay);
        const bool came_later = waits_;
        Result<> held = co_await permits_.acquire();
        held.take();
        if (came_later && waits_) overtaken_ += 1;
        FOLIOT_CHECK(overtaken_ < 2);
        co_await yield();
        permits_.release();
    }
    Coro<> wait() {
        waits_ = true;
        Result<> held = co_await permits_.acquire();
        held.take();
        waits_ = false;
        permits_.release();
    }

    FutureSemaphore permits_;
    Shared<bool> waits_{false, "waits"};
    Shared<int> overtaken_{0, "overtaken"};
};

/// Two permits, two waiters, one flag that says that somebody is blocked.
class BlockedFlag {
  public:
    explicit BlockedFlag(Build build) : permits_(flaw_in(build, PermitFlaw::blocked_flag), 2) {}

    Coro<> run() {
        Crew crew;
        for (const int delay : {0, 0, 2, 6})
            crew.add(use(delay), "user" + std::to_string(delay));
        co_await crew.ended();
    }

  private:
    Coro<> use(int delay) {
        co_await steps(delay);
        Result<> held = co_await permits_.acquire();
        held.take();
        co_await steps(2);
        permits_.release();
    }

    FutureSemaphore permits_;
};

/// The first of two requests is given its batch and cancelled; the second could be served.
class DroppedBatch {
  public:
    explicit DroppedBatch(Build build) : permits_(build, 2) {}

    Coro<> run() {
        Crew crew;
        crew.add(use(2), "holder");
        const Task<> victim = crew.add(use(2), "victim");
        crew.add(cancel_after(0, victim), "canceller");
        crew.add(use(1), "heir");
        co_await crew.ended();
    }

  private:
    Coro<> use(int permits) {
        const Result<> held = co_await permits_.acquire(permits);
        if (!held) co_return;
        static_cast<void>(co_await quietly(yield()));
        permits_.release(permits);
    }

    BatchSemaphore permits_;
};

/// tokio#8021: one word holds the permits and, in its lowest bit, that the semaphore is closed.
class Reopens {
  public:
    explicit Reopens(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(forget(), "forget");
        crew.add(close(), "close");
        co_await crew.ended();
        FOLIOT_CHECK((state_ & 1) == 1);
        FOLIOT_CHECK(state_ >> 1 == 1);
    }

  private:
    Coro<> forget() {
        const int seen = state_;
        co_await yield();
        const int closed = build_ == Build::fixed ? state_ & 1 : seen & 1;
        state_ = ((seen >> 1) - 1) << 1 | closed;
    }
    Coro<> close() {
        co_await steps(3);
        state_ = state_ | 1;
    }

    Build build_;
    Shared<int> state_{2 << 1, "state"};
};

/// libcoro#399: whoever is about to enter the line when shutdown() empties it waits for ever.
class ClosingSemaphore final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"ClosingSemaphore"};

  public:
    explicit ClosingSemaphore(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    /// False where it was shut down.
    Coro<bool> acquire() {
        touch(Access::read);
        if (closed_) co_return false;
        co_await yield();  // takes the lock of the line
        touch(Access::read);
        if (build_ == Build::fixed && closed_) co_return false;
        co_await line_up();
        co_return !closed_;
    }
    void shutdown() {
        touch(Access::write);
        closed_ = true;
        wake_all();
    }

  private:
    Build build_;
    bool closed_ = false;
};

class LateToShutdown {
  public:
    explicit LateToShutdown(Build build) : semaphore_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(acquire(), "worker0");
        crew.add(acquire(), "worker1");
        crew.add(shut_down(), "shutdown");
        co_await crew.ended();
    }

  private:
    Coro<> acquire() {
        const bool held = co_await semaphore_.acquire();
        FOLIOT_CHECK(!held);
    }
    Coro<> shut_down() {
        co_await steps(2);
        semaphore_.shutdown();
    }

    ClosingSemaphore semaphore_;
};

}  // namespace

Programs semaphores() {
    Programs all;
    all.push_back(program<CancelledAcquire<PermitFlaw::not_handed_on>>(
        {"semaphore-lost-permit",
         "python/asyncio#270: a woken waiter of a Semaphore is cancelled and wakes nobody"},
        0));
    all.push_back(program<CancelledAcquire<PermitFlaw::token_forgotten>>(
        {"limiter-lost-token",
         "anyio#947: a token is handed to a waiter that is cancelled before it runs, and is gone"},
        0));
    all.push_back(program<CancelledAcquire<PermitFlaw::minted_permit>>(
        {"bounded-semaphore-minted-permit",
         "a waiter of a BoundedSemaphore, cancelled while it waits, gives back a permit that it "
         "never got (the hand-back of gh-90155 asked the wrong question)"},
        5));
    all.push_back(program<StuckFlag>(
        {"semaphore-stuck-flag",
         "gh-90155 (asyncio 3.9): the flag that somebody was woken outlives a cancelled waiter"}));
    all.push_back(program<Overtaken<PermitFlaw::barging>>(
        {"semaphore-barging",
         "gh-90155 (asyncio until March 2022): newcomers overtake a woken waiter of a Semaphore "
         "again and again"}));
    all.push_back(program<Overtaken<PermitFlaw::would_block>>(
        {"semaphore-would-block",
         "anyio#252: a woken waiter finds that a newcomer has taken its permit, and raises"}));
    all.push_back(program<BlockedFlag>({"semaphore-blocked-flag",
                                        "concurrency-limits#70: one flag says that tasks wait; the "
                                        "first wake clears it for all"}));
    all.push_back(program<DroppedBatch>(
        {"semaphore-dropped-batch",
         "shuttle#167: permits of a cancelled request come back, and nobody who waits is served"}));
    all.push_back(program<Reopens>(
        {"semaphore-reopens",
         "tokio#8021: taking permits away writes the state back as it was before close()"}));
    all.push_back(program<LateToShutdown>(
        {"semaphore-late-to-shutdown",
         "libcoro#399: shutdown empties the line while a task is about to enter it"}));
    all.push_back(program<Noisy<StuckFlag>>(
        {"semaphore-stuck-flag-noisy", "semaphore-stuck-flag among other tasks", Tier::noisy}));
    return all;
}

}  // namespace foliot::zoo_programs
