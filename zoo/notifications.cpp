// Notifications that are lost, or reach too many: tokio's.

#include <chrono>
#include <cstdint>
#include <vector>

#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// A word that stores one notification for whoever comes next.
class Notify final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"Notify"};

  public:
    explicit Notify(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<Result<>> notified() {
        touch(Access::write);
        if (state_ == State::notified) {
            state_ = State::empty;
            co_return Result<>();
        }
        const Future<> future = line_up();
        state_ = State::waiting;
        const Result<> woken = co_await quietly(future);
        leave(future);
        const bool takes_back = !woken && !anybody_waits();
        if (takes_back && (build_ == Build::broken || state_ == State::waiting)) {
            state_ = State::empty;
        }
        co_return woken;
    }
    void notify_waiters() {
        wake_all();
        state_ = State::empty;
    }
    void notify_one() {
        touch(Access::write);
        if (state_ == State::waiting && wake_first_pending()) return;
        state_ = State::notified;
    }

  private:
    enum class State : std::uint8_t { empty, waiting, notified };

    Build build_;
    State state_ = State::empty;
};

class LostPermit {
  public:
    explicit LostPermit(Build build) : notify_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> victim = crew.add(await_one(), "victim");
        co_await sleep(1ms);  // it waits
        crew.add(tell(), "notifier");
        crew.add(cancel_after(1, victim), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> await_one() { static_cast<void>(co_await notify_.notified()); }
    Coro<> tell() {
        notify_.notify_waiters();
        notify_.notify_one();
        co_await steps(2);
        Result<> stored = co_await notify_.notified();
        stored.take();
    }

    Notify notify_;
};

/// A broadcast that wakes two waiters at a time, and lets others run in between.
class Broadcast final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"Broadcast"};

  public:
    explicit Broadcast(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<Result<>> wait() {
        const Future<> future = line_up();
        co_return co_await quietly(future);
    }
    Coro<> notify_waiters() {
        const std::size_t at_first = waiting();
        for (std::size_t woken = 0; anybody_waits(); ++woken) {
            if (build_ == Build::fixed && woken == at_first) break;
            wake_and_drop_first();
            if (woken % 2 == 1) co_await yield();
        }
    }

  private:
    Build build_;
};

class WokenTwice {
  public:
    explicit WokenTwice(Build build) : broadcast_(build) {}

    Coro<> run() {
        Crew crew;
        std::vector<Task<>> waiters;
        for (const char* const name : {"waiter0", "waiter1", "waiter2"})
            waiters.push_back(crew.add(wait_twice(), name));
        co_await sleep(1ms);  // all wait
        crew.add(broadcast_.notify_waiters(), "broadcast");
        co_await sleep(1ms);  // and have waited again
        FOLIOT_CHECK(woken_ == 3);
        for (Task<>& waiter : waiters)
            waiter.cancel();
        co_await crew.ended();
    }

  private:
    Coro<> wait_twice() {
        for (int i = 0; i < 2; ++i) {
            const Result<> woken = co_await broadcast_.wait();
            if (!woken) co_return;
            woken_ += 1;
            co_await yield();
        }
    }

    Broadcast broadcast_;
    Shared<int> woken_{0, "woken"};
};

}  // namespace

Programs notifications() {
    Programs all;
    all.push_back(program<LostPermit>(
        {"notify-lost-permit",
         "tokio#3652: a cancelled waiter empties the word that holds a stored notification"}));
    all.push_back(program<WokenTwice>(
        {"notify-woken-twice",
         "tokio#5396: a broadcast in batches wakes a task again that was woken by an earlier batch "
         "and waits anew"}));
    all.push_back(program<Noisy<LostPermit>>(
        {"notify-lost-permit-noisy", "notify-lost-permit among other tasks", Tier::noisy}));
    return all;
}

}  // namespace foliot::zoo_programs
