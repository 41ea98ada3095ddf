// A long task beside a short one (tier T3). Where the short one must hit one moment after a long
// prefix, or act after all the steps of the long one, random orders hardly ever get there.

#include <chrono>
#include <string>

#include "primitives/event.h"
#include "primitives/lock.h"
#include "sim/check.h"
#include "sim/shared.h"
#include "zoo/broken_semaphores.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

/// The long task breaks an invariant for one step, after `length` steps; the short one looks.
class Window {
  public:
    Window(Build build, int length) : build_(build), length_(length) {}

    Coro<> run() {
        Crew crew;
        crew.add(transfer(), "transfer");
        crew.add(audit(), "audit");
        co_await crew.ended();
    }

  private:
    Coro<> transfer() {
        co_await steps(length_);
        from_ -= 1;
        if (build_ == Build::fixed) to_ += 1;
        co_await yield();
        if (build_ == Build::broken) to_ += 1;
    }
    Coro<> audit() {
        FOLIOT_CHECK(from_ + to_ == 1);
        co_return;
    }

    Build build_;
    int length_;
    Shared<int> from_{1, "from"};
    Shared<int> to_{0, "to"};
};

/// The short task reads before the long one begins to matter, and writes after it has ended.
class SlowWriter {
  public:
    SlowWriter(Build build, int length) : build_(build), length_(length) {}

    Coro<> run() {
        Crew crew;
        crew.add(add_at_once(), "slow");
        crew.add(add_in_the_end(), "long");
        co_await crew.ended();
        FOLIOT_CHECK(sum_ == 2);
    }

  private:
    Coro<> add_at_once() {
        const int seen = sum_;
        co_await yield();
        sum_ = (build_ == Build::fixed ? sum_.get() : seen) + 1;
    }
    Coro<> add_in_the_end() {
        co_await steps(length_);
        sum_ += 1;
    }

    Build build_;
    int length_;
    Shared<int> sum_{0, "sum"};
};

/// Two locks in both orders; one task comes to them after `length` steps, while the other one,
/// which has few, is in the middle.
class LateOrder {
  public:
    LateOrder(Build build, int length) : build_(build), length_(length) {}

    Coro<> run() {
        Crew crew;
        crew.add(both(a_, b_, 0), "short");
        const bool same = build_ == Build::fixed;
        crew.add(both(same ? a_ : b_, same ? b_ : a_, length_), "long");
        co_await crew.ended();
    }

  private:
    static Coro<> both(Lock& first, Lock& second, int delay) {
        co_await steps(delay);
        const auto one = co_await first.scoped();
        co_await yield();
        const auto two = co_await second.scoped();
    }

    Build build_;
    int length_;
    Lock a_{"a"};
    Lock b_{"b"};
};

/// A permit is held for `length` steps; whoever waits for it is cancelled in the one step between
/// the hand-over and its own next one.
class LateCancel {
  public:
    LateCancel(Build build, int length)
        : permits_(build == Build::broken ? PermitFlaw::token_forgotten : PermitFlaw::none, 1),
          length_(length) {}

    Coro<> run() {
        Crew crew;
        crew.add(use(length_), "holder");
        const Task<> victim = crew.add(use(0), "victim");
        crew.add(cancel_after(0, victim), "canceller");
        co_await crew.ended();
        Result<> last = co_await permits_.acquire();
        last.take();
    }

  private:
    Coro<> use(int length) {
        const Result<> held = co_await permits_.acquire();
        if (!held) co_return;
        for (int i = 0; i < length; ++i)
            co_await yield();
        permits_.release();
    }

    FutureSemaphore permits_;
    int length_;
};

/// `n` choices among two in which the newer handle is taken: the older one stays where it is.
ChoiceList keep_the_older_waiting(int n) {
    ChoiceList choices;
    for (int i = 0; i < n; ++i)
        choices.emplace_back(2, 1);
    return choices;
}

ChoiceList joined(ChoiceList first, const ChoiceList& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace

Programs uneven() {
    Programs all;
    const auto named = [](const char* name, const char* bug, int length, ChoiceList witness) {
        return Label{std::string(name) + "-" + std::to_string(length), bug, Tier::uneven,
                     length > 10 ? Grade::beyond_luck : Grade::hard, std::move(witness)};
    };
    for (const int n : {10, 30, 100})
        all.push_back(program<Window>(
            named("window", "an invariant is broken for one step after a long prefix", n,
                  joined({{2, 0}}, keep_the_older_waiting(n))),
            n));
    for (const int n : {10, 30, 100})
        all.push_back(program<SlowWriter>(
            named("slow-writer", "a write is delayed until a long task has ended", n,
                  joined({{2, 0}, {2, 0}}, keep_the_older_waiting(n))),
            n));
    for (const int n : {10, 30, 100})
        all.push_back(program<LateOrder>(
            named("late-order", "ABBA where one of the two comes to its locks late", n,
                  joined({{2, 0}, {2, 0}}, keep_the_older_waiting(n))),
            n));
    for (const int n : {10, 30, 100})
        all.push_back(program<LateCancel>(
            named("late-cancel", "a waiter is cancelled in the step after a late hand-over", n,
                  joined({{3, 0}, {3, 0}}, keep_the_older_waiting(n))),
            n));
    return all;
}

}  // namespace foliot::zoo_programs
