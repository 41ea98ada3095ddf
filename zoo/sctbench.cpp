// Programs of SCTBench, with an await where a thread could be interrupted. Most come in sizes.

#include <string>

#include "primitives/lock.h"
#include "sim/check.h"
#include "sim/shared.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

class Account {
  public:
    explicit Account(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(deposit(), "deposit");
        crew.add(pay_interest(), "interest");
        co_await crew.ended();
        FOLIOT_CHECK(balance_ == 20);
    }

  private:
    Coro<> deposit() {
        const auto held = co_await lock_.scoped();
        const int seen = balance_;
        co_await yield();
        balance_ = seen + 10;
    }
    Coro<> pay_interest() {
        co_await steps(2);
        if (build_ == Build::fixed) co_await lock_.acquire();
        balance_ += 10;
        if (build_ == Build::fixed) lock_.release();
    }

    Build build_;
    Lock lock_{"account"};
    Shared<int> balance_{0, "balance"};
};

/// SCTBench twostage: the second field follows the first, each under a lock of its own; a reader
/// comes between.
class TwoStage {
  public:
    TwoStage(Build build, int writers) : build_(build), writers_(writers) {}

    Coro<> run() {
        Crew crew;
        crew.add(read(), "reader");
        for (int i = 0; i < writers_; ++i)
            crew.add(write(), "writer");
        co_await crew.ended();
    }

  private:
    Coro<> write() {
        co_await first_.acquire();
        first_value_ = 1;
        if (build_ == Build::broken) first_.release();
        co_await yield();
        co_await second_.acquire();
        second_value_ = first_value_ + 1;
        second_.release();
        if (build_ == Build::fixed) first_.release();
    }
    Coro<> read() {
        co_await first_.acquire();
        const int one = first_value_;
        if (build_ == Build::broken || one == 0) first_.release();
        if (one == 0) co_return;
        co_await yield();
        co_await second_.acquire();
        const int two = second_value_;
        second_.release();
        if (build_ == Build::fixed) first_.release();
        FOLIOT_CHECK(two == one + 1);
    }

    Build build_;
    int writers_;
    Lock first_{"first"};
    Lock second_{"second"};
    Shared<int> first_value_{0, "first value"};
    Shared<int> second_value_{0, "second value"};
};

/// SCTBench reorder: setters write two fields one after the other, a checker sees them half done.
class Reorder {
  public:
    Reorder(Build build, int setters) : build_(build), setters_(setters) {}

    Coro<> run() {
        Crew crew;
        for (int i = 0; i < setters_; ++i)
            crew.add(set(), "setter");
        crew.add(check(), "checker");
        co_await crew.ended();
    }

  private:
    Coro<> set() {
        a_ = 1;
        if (build_ == Build::fixed) b_ = -1;
        co_await yield();
        b_ = -1;
    }
    Coro<> check() {
        co_await yield();
        FOLIOT_CHECK(a_ + b_ == 0);
    }

    Build build_;
    int setters_;
    Shared<int> a_{0, "a"};
    Shared<int> b_{0, "b"};
};

/// SCTBench wronglock: one task protects the data with another lock than all the others.
class WrongLock {
  public:
    WrongLock(Build build, int others) : build_(build), others_(others) {}

    Coro<> run() {
        Crew crew;
        crew.add(add(0, right_), "right");
        for (int i = 0; i < others_; ++i)
            crew.add(add(5, build_ == Build::fixed ? right_ : wrong_), "wrong");
        co_await crew.ended();
        FOLIOT_CHECK(data_ == others_ + 1);
    }

  private:
    Coro<> add(int delay, Lock& lock) {
        co_await steps(delay);
        const auto held = co_await lock.scoped();
        const int seen = data_;
        co_await yield();
        data_ = seen + 1;
    }

    Build build_;
    int others_;
    Lock right_{"right"};
    Lock wrong_{"wrong"};
    Shared<int> data_{0, "data"};
};

}  // namespace

Programs sctbench() {
    Programs all;
    all.push_back(program<Account>(
        {"account", "one of two tasks forgets the lock: an update is lost (SCTBench account)"}));
    for (const int n : {1, 10, 20, 50, 100})
        all.push_back(program<TwoStage>(
            {"twostage-" + std::to_string(n),
             "two fields under two locks; the reader sees one of them changed (SCTBench twostage)"},
            n));
    for (const int n : {3, 5, 10, 20, 50, 100})
        all.push_back(program<Reorder>(
            {"reorder-" + std::to_string(n),
             "two fields are set one after the other, and seen in between (SCTBench reorder)"},
            n));
    for (const int n : {1, 7, 20})
        all.push_back(program<WrongLock>({"wronglock-" + std::to_string(n),
                                          "one task takes another lock than the rest (SCTBench)"},
                                         n));
    return all;
}

}  // namespace foliot::zoo_programs
