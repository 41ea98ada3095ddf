// Deadlocks of GoBench's GoKer, the kernels of bugs in Go programs; those with locks alone.

#include <string>

#include "primitives/condition.h"
#include "primitives/event.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "sim/shared.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

/// cockroach#1055: Stop() holds the mutex while it waits for the tasks, which need it to finish.
class StopHoldsMutex {
  public:
    explicit StopHoldsMutex(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(run_task(), "task0");
        crew.add(run_task(), "task1");
        crew.add(stop(), "stop");
        co_await crew.ended();
    }

  private:
    Coro<> run_task() {
        co_await mutex_.acquire();
        const bool draining = draining_;
        if (!draining) running_ += 1;
        mutex_.release();
        if (draining) co_return;
        co_await yield();
        co_await mutex_.acquire();
        running_ -= 1;
        if (running_ == 0) drained_.set();
        mutex_.release();
    }
    Coro<> stop() {
        co_await steps(3);
        co_await mutex_.acquire();
        draining_ = true;
        const bool wait = running_ > 0;
        if (wait) drained_.clear();
        if (build_ == Build::fixed) mutex_.release();
        if (wait) co_await drained_.wait();
        if (build_ == Build::broken) mutex_.release();
    }

    Build build_;
    Lock mutex_{"stopper"};
    Event drained_{"drained"};
    Shared<int> running_{0, "running"};
    Shared<bool> draining_{false, "draining"};
};

/// kubernetes#58107: a reader that takes its read lock a second time waits behind a writer that
/// waits for the reader.
class ReadLockTwice {
  public:
    explicit ReadLockTwice(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(read(), "reader");
        crew.add(write(), "writer");
        co_await crew.ended();
    }

  private:
    Coro<> lock_to_read() {
        const auto held = co_await changed_.scoped();
        while (writers_ > 0)
            co_await changed_.wait();
        readers_ += 1;
    }
    Coro<> unlock_reader() {
        const auto held = co_await changed_.scoped();
        readers_ -= 1;
        changed_.notify_all();
    }
    Coro<> read() {
        co_await lock_to_read();
        co_await yield();
        if (build_ == Build::broken) {
            co_await lock_to_read();
            co_await unlock_reader();
        }
        co_await unlock_reader();
    }
    Coro<> write() {
        co_await steps(3);
        const auto held = co_await changed_.scoped();
        writers_ += 1;
        while (readers_ > 0)
            co_await changed_.wait();
        writers_ -= 1;
        changed_.notify_all();
    }

    Build build_;
    Condition changed_{"read-write lock"};
    Shared<int> readers_{0, "readers"};
    Shared<int> writers_{0, "writers"};
};

/// serving#2137: the test waits for request 1, which waits for a slot that request 2 has, which
/// goes on when request 1 is through.
class SecondRequestFirst {
  public:
    explicit SecondRequestFirst(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> first = crew.add(request(0, let_first_go_), "request1");
        const Task<> second = crew.add(request(2, let_second_go_), "request2");
        let_first_go_.set();
        if (build_ == Build::fixed) let_second_go_.set();
        co_await first;
        let_second_go_.set();
        co_await second;
    }

  private:
    Coro<> request(int delay, Event& go) {
        co_await steps(delay);
        co_await slots_.acquire();
        co_await go.wait();
        slots_.release();
    }

    Build build_;
    Semaphore slots_{1, "breaker"};
    Event let_first_go_{"first may go"};
    Event let_second_go_{"second may go"};
};

/// grpc#1460: the keepalive sleeps under the mutex that whoever wakes it must take.
class SleepsUnderMutex {
  public:
    explicit SleepsUnderMutex(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(new_stream(), "stream");
        crew.add(keep_alive(), "keepalive");
        co_await crew.ended();
    }

  private:
    Coro<> keep_alive() {
        co_await steps(3);
        co_await mutex_.acquire();
        const bool dormant = streams_ == 0;
        if (build_ == Build::fixed) mutex_.release();
        if (dormant) co_await awake_.wait();
        if (build_ == Build::broken) mutex_.release();
    }
    Coro<> new_stream() {
        co_await steps(2);
        co_await mutex_.acquire();
        streams_ += 1;
        awake_.set();
        mutex_.release();
    }

    Build build_;
    Lock mutex_{"transport"};
    Event awake_{"awake"};
    Shared<int> streams_{0, "streams"};
};

/// moby#25384: the wait for all of the group stands inside the loop that starts them.
class WaitInsideLoop {
  public:
    explicit WaitInsideLoop(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        for (int i = 0; i < plugins; ++i) {
            crew.add(restore(), "plugin" + std::to_string(i));
            if (build_ == Build::broken) co_await all_done_.wait();
        }
        co_await all_done_.wait();
        co_await crew.ended();
    }

  private:
    static constexpr int plugins = 2;

    Coro<> restore() {
        co_await yield();
        left_ -= 1;
        if (left_ == 0) all_done_.set();
    }

    Build build_;
    Event all_done_{"all done"};
    Shared<int> left_{plugins, "left"};
};

}  // namespace

Programs go_locks() {
    Programs all;
    all.push_back(program<StopHoldsMutex>(
        {"go-stop-holds-mutex",
         "cockroach#1055: Stop() waits for the tasks under the mutex that they need to finish"}));
    all.push_back(program<ReadLockTwice>(
        {"go-read-lock-twice",
         "kubernetes#58107: a writer queues between a reader's two read locks"}));
    all.push_back(program<SecondRequestFirst>(
        {"go-second-request-first",
         "serving#2137: the second request gets the only slot, and waits for the first"}));
    all.push_back(program<SleepsUnderMutex>(
        {"go-sleeps-under-mutex",
         "grpc#1460: the keepalive sleeps under the mutex that whoever wakes it takes"}));
    all.push_back(program<WaitInsideLoop>(
        {"go-wait-inside-loop",
         "moby#25384: the wait for all tasks stands inside the loop that starts them", Tier::plain,
         Grade::fifo_fails}));
    return all;
}

}  // namespace foliot::zoo_programs
