// Deadlocks of GoBench's GoKer, the kernels of bugs in Go programs; those with channels.

#include <optional>

#include "primitives/event.h"
#include "primitives/lock.h"
#include "sim/shared.h"
#include "zoo/channel.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

/// etcd#6857: the node's loop ends on stop, and Status() sends to it.
class StatusAfterStop {
  public:
    explicit StatusAfterStop(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(node(), "node");
        crew.add(status(), "status");
        crew.add(stop(), "stop");
        co_await crew.ended();
    }

  private:
    Coro<> node() {
        while (true) {
            const std::optional<int> message = co_await mail_.receive();
            if (message == stop_message) break;
            co_await yield();
        }
        if (build_ == Build::fixed) mail_.close();
    }
    Coro<> status() {
        for (int i = 0; i < 2; ++i)
            co_await mail_.send(status_message);
    }
    Coro<> stop() {
        co_await steps(5);
        co_await mail_.send(stop_message);
    }

    static constexpr int status_message = 1;
    static constexpr int stop_message = 2;
    Build build_;
    Channel mail_{"node"};
};

/// etcd#6873: stop() holds the mutex while it waits for the coalescer, which needs it.
class StopWaitsUnderLock {
  public:
    explicit StopWaitsUnderLock(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(coalesce(), "coalescer");
        crew.add(update(), "update");
        crew.add(stop(), "stop");
        co_await crew.ended();
    }

  private:
    Coro<> coalesce() {
        while (true) {
            const std::optional<int> update = co_await updates_.receive();
            if (!update) break;
            co_await yield();
            co_await mutex_.acquire();
            mutex_.release();
        }
        done_.set();
    }
    Coro<> update() { co_await updates_.send(1); }
    Coro<> stop() {
        co_await steps(4);
        co_await mutex_.acquire();
        updates_.close();
        if (build_ == Build::fixed) mutex_.release();
        co_await done_.wait();
        if (build_ == Build::broken) mutex_.release();
    }

    Build build_;
    Lock mutex_{"watch broadcasts"};
    Event done_{"done"};
    Channel updates_{"updates"};
};

/// etcd#7443: Up() sends under the mutex to a receiver that has gone, and Close() needs the mutex.
class SendUnderMutex {
  public:
    explicit SendUnderMutex(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(receive(), "receiver");
        crew.add(up(), "up0");
        crew.add(close(), "close");
        crew.add(up(), "up1");
        co_await crew.ended();
    }

  private:
    Coro<> receive() {
        while (!closing_) {
            const std::optional<int> address = co_await notify_.receive();
            if (!address) co_return;
            co_await yield();
        }
    }
    Coro<> up() {
        co_await mutex_.acquire();
        co_await notify_.send(1);
        mutex_.release();
    }
    Coro<> close() {
        co_await steps(3);
        closing_ = true;
        if (build_ == Build::fixed) notify_.close();
        co_await mutex_.acquire();
        notify_.close();
        mutex_.release();
    }

    Build build_;
    Lock mutex_{"balancer"};
    Channel notify_{"notify"};
    Shared<bool> closing_{false, "closing"};
};

/// kubernetes#10182: a status is sent under the lock that the receiver takes after it received one.
class SendUnderLock {
  public:
    explicit SendUnderLock(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(sync(), "sync");
        for (const int delay : {0, 4})
            crew.add(set_status(delay), "status");
        co_await crew.ended();
    }

  private:
    Coro<> sync() {
        for (int i = 0; i < 2; ++i) {
            co_await statuses_.receive();
            co_await yield();
            co_await mutex_.acquire();
            mutex_.release();
        }
    }
    Coro<> set_status(int delay) {
        co_await steps(delay);
        co_await mutex_.acquire();
        if (build_ == Build::fixed) mutex_.release();
        co_await statuses_.send(1);
        if (build_ == Build::broken) mutex_.release();
    }

    Build build_;
    Lock mutex_{"statuses"};
    Channel statuses_{"statuses"};
};

}  // namespace

Programs go_channels() {
    Programs all;
    all.push_back(program<StatusAfterStop>(
        {"go-status-after-stop", "etcd#6857: Status() sends to the node's loop, which has ended"}));
    all.push_back(program<StopWaitsUnderLock>(
        {"go-stop-waits-under-lock",
         "etcd#6873: stop() waits under its mutex for the coalescer, which needs it"}));
    all.push_back(program<SendUnderMutex>(
        {"go-send-under-mutex",
         "etcd#7443: Up() sends under the mutex, the receiver has gone, Close() needs the mutex"}));
    all.push_back(program<SendUnderLock>(
        {"go-send-under-lock",
         "kubernetes#10182: a status is sent under the lock that the receiver takes next"}));
    all.push_back(program<Noisy<StatusAfterStop>>(
        {"go-status-after-stop-noisy", "go-status-after-stop among other tasks", Tier::noisy}));
    return all;
}

}  // namespace foliot::zoo_programs
