// The bugs of the textbooks, with an await where a thread could be interrupted.

#include "primitives/event.h"
#include "primitives/lock.h"
#include "sim/check.h"
#include "sim/shared.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

/// The Bluetooth driver of KISS: work that has begun is not counted yet when the driver stops.
class Driver {
  public:
    explicit Driver(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(work(), "work0");
        crew.add(work(), "work1");
        crew.add(stop(), "stop");
        co_await crew.ended();
    }

  private:
    Coro<> work() {
        if (build_ == Build::broken && stopping_) co_return;
        if (build_ == Build::broken) co_await yield();
        pending_ += 1;
        const bool may = build_ == Build::broken || !stopping_;
        if (may) co_await yield();
        FOLIOT_CHECK(!may || !stopped_);
        pending_ -= 1;
        if (pending_ == 0) idle_.set();
    }
    Coro<> stop() {
        co_await steps(2);
        stopping_ = true;
        while (pending_ > 0) {
            idle_.clear();
            co_await idle_.wait();
        }
        stopped_ = true;
    }

    Build build_;
    Event idle_{"idle"};
    Shared<int> pending_{0, "pending"};
    Shared<bool> stopping_{false, "stopping"};
    Shared<bool> stopped_{false, "stopped"};
};

/// Two tasks find that nothing is there yet, and both make it.
class DoubleInit {
  public:
    explicit DoubleInit(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(use(0), "first");
        crew.add(use(3), "second");
        co_await crew.ended();
        FOLIOT_CHECK(made_ == 1);
    }

  private:
    Coro<> use(int delay) {
        co_await steps(delay);
        if (ready_) co_return;
        co_await lock_.acquire();
        const bool late = build_ == Build::fixed && ready_;
        if (!late) {
            co_await yield();
            made_ += 1;
            ready_ = true;
        }
        lock_.release();
    }

    Build build_;
    Lock lock_{"init"};
    Shared<bool> ready_{false, "ready"};
    Shared<int> made_{0, "made"};
};

/// The work-stealing queue of CHESS: the owner takes at the tail without the lock that thieves
/// hold, and each side announces what it takes before it looks at the other's end. A thief that
/// looks first takes the last item together with the owner.
class WorkStealing {
  public:
    explicit WorkStealing(Build build) : build_(build) {}

    Coro<> run() {
        tail_ = items;
        Crew crew;
        crew.add(own(), "owner");
        crew.add(steal(), "thief");
        co_await crew.ended();
    }

  private:
    static constexpr int items = 2;

    void handle(int item) {
        const int bit = 1 << item;
        FOLIOT_CHECK((taken_ & bit) == 0);
        taken_ = taken_ | bit;
    }
    Coro<> own() {
        for (int i = 0; i < items; ++i) {
            const int last = tail_ - 1;
            tail_ = last;
            co_await yield();
            if (head_ <= last) {
                handle(last);
                continue;
            }
            tail_ = last + 1;
            const auto held = co_await lock_.scoped();
            if (head_ <= last) {
                tail_ = last;
                handle(last);
            }
        }
    }
    Coro<> steal() {
        co_await steps(2);
        const auto held = co_await lock_.scoped();
        const int first = head_;
        bool there = first < tail_;
        if (build_ == Build::fixed) head_ = first + 1;
        co_await yield();
        if (build_ == Build::fixed) there = first < tail_;
        if (there) handle(first);
        head_ = there ? first + 1 : first;
    }

    Build build_;
    Lock lock_{"thieves"};
    Shared<int> head_{0, "head"};
    Shared<int> tail_{0, "tail"};
    Shared<int> taken_{0, "taken"};
};

/// Tasks that add one after the other, if all goes well: no lock keeps them apart.
class InTurns {
  public:
    InTurns(Build build, int tasks) : build_(build), tasks_(tasks) {}

    Coro<> run() {
        Crew crew;
        for (int i = 0; i < tasks_; ++i)
            crew.add(add(2 * i), "adder");
        co_await crew.ended();
        FOLIOT_CHECK(sum_ == tasks_);
    }

  private:
    Coro<> add(int delay) {
        co_await steps(delay);
        if (build_ == Build::fixed) co_await lock_.acquire();
        const int seen = sum_;
        co_await yield();
        sum_ = seen + 1;
        if (build_ == Build::fixed) lock_.release();
    }

    Build build_;
    int tasks_;
    Lock lock_{"sum"};
    Shared<int> sum_{0, "sum"};
};

}  // namespace

Programs classics() {
    Programs all;
    all.push_back(program<Driver>(
        {"bluetooth", "work begins before it is counted, and the driver stops (KISS, SCTBench)"}));
    all.push_back(program<DoubleInit>(
        {"double-init", "double-checked initialisation without the second check (textbook)"}));
    all.push_back(program<WorkStealing>(
        {"work-stealing", "a thief and the owner take the same last item (CHESS WSQ)"}));
    all.push_back(program<InTurns>(
        {"adders-in-turns-10", "ten tasks add without a lock, kept apart by luck (textbook)",
         Tier::plain, Grade::trivial},
        10));
    return all;
}

}  // namespace foliot::zoo_programs
