// Events, flags and notifications that are missed.

#include <chrono>

#include "primitives/event.h"
#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// An Event whose woken waiters look at the flag again.
class FutureEvent final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"FutureEvent"};

  public:
    explicit FutureEvent(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<> wait() {
        while (!is_set()) {
            co_await line_up();
            if (build_ == Build::fixed) co_return;
        }
    }
    void set() {
        touch(Access::write);
        set_ = true;
        wake_all();
    }
    void clear() {
        touch(Access::write);
        set_ = false;
    }
    bool is_set() const {
        touch(Access::read);
        return set_;
    }

  private:
    Build build_;
    bool set_ = false;
};

class Pulse {
  public:
    explicit Pulse(Build build) : event_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(wait(crew), "waiter");
        co_await sleep(1ms);
        co_await crew.ended();
    }

  private:
    Coro<> wait(Crew& crew) {
        crew.add(pulse(), "pulse");  // from here on the pulse cannot be missed
        co_await event_.wait();
    }
    Coro<> pulse() {
        co_await yield();
        event_.set();
        co_await steps(2);
        event_.clear();
    }

    FutureEvent event_;
};

/// The consumer clears the event when it has taken what there is: what comes while it does is not
/// seen.
class ClearedLate {
  public:
    explicit ClearedLate(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(consume(), "consumer");
        crew.add(produce(), "producer");
        co_await crew.ended();
    }

  private:
    Coro<> consume() {
        int taken = 0;
        while (taken < 3) {
            co_await available_.wait();
            if (build_ == Build::fixed) available_.clear();
            taken += items_;
            items_ = 0;
            co_await yield();  // handles them
            if (build_ == Build::broken) available_.clear();
        }
    }
    Coro<> produce() {
        for (int i = 0; i < 3; ++i) {
            co_await steps(3);
            items_ += 1;
            available_.set();
        }
    }

    Build build_;
    Event available_{"available"};
    Shared<int> items_{0, "items"};
};

/// One slot for the task that waits until a paused transport goes on.
class Transport final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"Transport"};

  public:
    explicit Transport(Build build) : FuturePrimitive(kind_, ""), build_(build) {}

    Coro<> drain() {
        touch(Access::read);
        if (!paused_) co_return;
        FOLIOT_CHECK(build_ == Build::fixed || !anybody_waits());
        const Future<> future = line_up();
        co_await future;
        leave(future);
    }
    void pause() {
        touch(Access::write);
        paused_ = true;
    }
    void resume() {
        touch(Access::write);
        paused_ = false;
        wake_all();
    }

  private:
    Build build_;
    bool paused_ = false;
};

class TwoDrain {
  public:
    explicit TwoDrain(Build build) : transport_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(write(0), "writer0");
        crew.add(throttle(), "transport");
        crew.add(write(3), "writer1");
        co_await crew.ended();
    }

  private:
    Coro<> write(int delay) {
        co_await steps(delay);
        co_await yield();
        co_await transport_.drain();
    }
    Coro<> throttle() {
        transport_.pause();
        co_await steps(2);
        transport_.resume();
    }

    Transport transport_;
};

}  // namespace

Programs events() {
    Programs all;
    all.push_back(program<Pulse>(
        {"event-missed-pulse",
         "an Event whose woken waiters look at the flag again: set() and clear() in short order "
         "leave them waiting (textbook)"}));
    all.push_back(program<ClearedLate>(
        {"event-cleared-late",
         "the consumer clears the Event after it took what there was, and with it what came "
         "meanwhile (textbook)"}));
    all.push_back(program<TwoDrain>(
        {"drain-two-waiters",
         "bpo-29930 / gh-74116: one slot for the task that waits in drain(), and two wait"}));
    return all;
}

}  // namespace foliot::zoo_programs
