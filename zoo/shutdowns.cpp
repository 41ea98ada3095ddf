// Shutdowns that lose data or take too long.

#include <chrono>

#include "primitives/event.h"
#include "primitives/timeout.h"
#include "sim/check.h"
#include "sim/clock.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// The processor leaves its loop when it sees the flag, whatever is left in the buffer.
class NotDrained {
  public:
    explicit NotDrained(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(process(), "processor");
        crew.add(ingest(), "ingester");
        co_await crew.ended();
        FOLIOT_CHECK(handled_ == 3);
    }

  private:
    Coro<> process() {
        while (true) {
            const bool stopped = stopped_;
            if (stopped && build_ == Build::broken) break;
            if (buffered_ > 0) {
                buffered_ -= 1;
                handled_ += 1;
                co_await yield();
                continue;
            }
            if (stopped) break;
            co_await changed_.wait();
            changed_.clear();
        }
    }
    Coro<> ingest() {
        for (int i = 0; i < 3; ++i) {
            buffered_ += 1;
            changed_.set();
            co_await steps(2);
        }
        co_await yield();
        stopped_ = true;
        changed_.set();
    }

    Build build_;
    Event changed_{"changed"};
    Shared<int> buffered_{0, "buffered"};
    Shared<int> handled_{0, "handled"};
    Shared<bool> stopped_{false, "stopped"};
};

/// The monitor sleeps for half a minute, and the shutdown waits for it.
class SleepyMonitor {
  public:
    explicit SleepyMonitor(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(monitor(), "monitor");
        crew.add(shut_down(), "shutdown");
        co_await crew.ended();
        FOLIOT_CHECK(VirtualClock::now() < virtual_start + 2s);
    }

  private:
    Coro<> monitor() {
        co_await steps(4);  // its first report
        while (!shutdown_.is_set()) {
            if (build_ == Build::broken) {
                co_await sleep(30s);
            } else {
                static_cast<void>(co_await quietly(timeout(30s, wait())));
            }
        }
    }
    Coro<> wait() { co_await shutdown_.wait(); }
    Coro<> shut_down() {
        co_await steps(3);
        shutdown_.set();
    }

    Build build_;
    Event shutdown_{"shutdown"};
};

}  // namespace

Programs shutdowns() {
    Programs all;
    all.push_back(program<NotDrained>(
        {"app-not-drained", "shutdown: the processor sees the flag and leaves the buffer full"}));
    all.push_back(program<SleepyMonitor>(
        {"app-sleepy-monitor",
         "shutdown: the monitor has begun to sleep for 30 s, and everybody waits for it"}));
    return all;
}

}  // namespace foliot::zoo_programs
