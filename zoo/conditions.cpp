// Conditions that were wrong in released versions of asyncio, and conditions used wrongly.

#include <chrono>

#include "primitives/condition.h"
#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/broken_condition.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// One waits, one notifies and keeps the lock for a while, and the waiter is cancelled.
template <WaitFlaw flaw>
class CancelledWait {
  public:
    CancelledWait(Build build, int patience) : condition_(build, flaw), patience_(patience) {}

    Coro<> run() {
        Crew crew;
        const Task<> waiter = crew.add(wait_until_cancelled(), "waiter");
        crew.add(notify(), "notifier");
        crew.add(cancel_after(patience_, waiter), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> wait_until_cancelled() {
        const Result<> held = co_await quietly(condition_.lock().acquire());
        if (!held) co_return;
        Result<> woken;
        while (woken)
            woken = co_await condition_.wait();
        const Failure released = condition_.lock().try_release();
        FOLIOT_CHECK(!released);
    }
    Coro<> notify() {
        co_await yield();
        co_await condition_.lock().acquire();
        condition_.notify();
        co_await steps(2);
        const Failure released = condition_.lock().try_release();
        FOLIOT_CHECK(!released);
    }

    FutureCondition condition_;
    int patience_;
};

/// gh-112202: of two consumers the one that was notified is cancelled.
class LostNotify {
  public:
    explicit LostNotify(Build build) : condition_(build, WaitFlaw::keeps_notify) {}

    Coro<> run() {
        Crew crew;
        Task<> first = crew.add(consume(), "consumer0");
        Task<> second = crew.add(consume(), "consumer1");
        crew.add(produce(), "producer");
        crew.add(cancel_after(0, first), "canceller");
        co_await sleep(1ms);  // whoever was woken has run
        FOLIOT_CHECK(items_ == 0);
        first.cancel();
        second.cancel();
        co_await crew.ended();
    }

  private:
    Coro<> consume() {
        Result<> held = co_await quietly(condition_.lock().acquire());
        while (held && items_ == 0)
            held = co_await condition_.wait();
        if (held) items_ -= 1;
        if (condition_.lock().locked()) condition_.lock().release();
    }
    Coro<> produce() {
        co_await yield();
        co_await condition_.lock().acquire();
        items_ += 1;
        condition_.notify();
        condition_.lock().release();
    }

    FutureCondition condition_;
    Shared<int> items_{0, "items"};
};

/// Two producers and two consumers on a buffer of one place; one condition says both "there is
/// room" and "there is an item", and notify() wakes one of whom it does not know.
class OneCondition {
  public:
    explicit OneCondition(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(consume(0), "consumer0");
        crew.add(produce(1), "producer0");
        crew.add(consume(4), "consumer1");
        crew.add(produce(5), "producer1");
        co_await crew.ended();
        FOLIOT_CHECK(items_ == 0);
    }

  private:
    Coro<> produce(int delay) {
        for (int i = 0; i < 2; ++i) {
            co_await steps(i == 0 ? delay : 8);
            const auto held = co_await condition_.scoped();
            while (items_ == 1)
                co_await condition_.wait();
            items_ += 1;
            notify();
        }
    }
    Coro<> consume(int delay) {
        for (int i = 0; i < 2; ++i) {
            co_await steps(i == 0 ? delay : 8);
            const auto held = co_await condition_.scoped();
            while (items_ == 0)
                co_await condition_.wait();
            items_ -= 1;
            notify();
        }
    }
    void notify() { condition_.notify(build_ == Build::fixed ? 4 : 1); }

    Build build_;
    Condition condition_{"room or item"};
    Shared<int> items_{0, "items"};
};

/// A woken waiter does not look again whether what it waited for is still there.
class IfNotWhile {
  public:
    explicit IfNotWhile(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(consume(0), "consumer0");
        crew.add(produce(2), "producer0");
        crew.add(consume(5), "consumer1");
        crew.add(produce(4), "producer1");
        co_await crew.ended();
    }

  private:
    Coro<> consume(int delay) {
        co_await steps(delay);
        const auto held = co_await condition_.scoped();
        if (items_ == 0) co_await condition_.wait();
        while (build_ == Build::fixed && items_ == 0)
            co_await condition_.wait();
        items_ -= 1;
        FOLIOT_CHECK(items_ >= 0);
    }
    Coro<> produce(int delay) {
        co_await steps(delay);
        const auto held = co_await condition_.scoped();
        items_ += 1;
        condition_.notify();
    }

    Build build_;
    Condition condition_{"item"};
    Shared<int> items_{0, "items"};
};

/// The flag is looked at without the lock that the notifier takes.
class NotifyBeforeWait {
  public:
    explicit NotifyBeforeWait(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(wait(), "waiter");
        crew.add(notify(), "notifier");
        co_await crew.ended();
    }

  private:
    Coro<> wait() {
        const bool early = ready_;
        if (early) co_return;
        co_await yield();  // between the look and the lock
        const auto held = co_await condition_.scoped();
        if (build_ == Build::fixed && ready_) co_return;
        co_await condition_.wait();
    }
    Coro<> notify() {
        co_await steps(3);
        const auto held = co_await condition_.scoped();
        ready_ = true;
        condition_.notify_all();
    }

    Build build_;
    Condition condition_{"ready"};
    Shared<bool> ready_{false, "ready"};
};

}  // namespace

Programs conditions() {
    Programs all;
    all.push_back(program<CancelledWait<WaitFlaw::returns_unlocked>>(
        {"condition-returns-unlocked",
         "bpo-22970: wait() is cancelled while it takes the lock again, and returns without it"},
        1));
    all.push_back(program<CancelledWait<WaitFlaw::swallows_cancel>>(
        {"condition-swallows-cancel",
         "bpo-32841: a cancellation that arrives while wait() takes the lock again vanishes"},
        1));
    all.push_back(program<LostNotify>(
        {"condition-lost-notify",
         "gh-112202 (asyncio until 3.12): a notified waiter is cancelled, and nobody else is woken "
         "in its place"}));
    all.push_back(program<OneCondition>(
        {"condition-two-predicates",
         "one Condition for two predicates and notify(1): the wrong one is woken (as in Nim "
         "#26230)"}));
    all.push_back(program<IfNotWhile>(
        {"condition-if-not-while",
         "a woken waiter does not look again, and somebody was faster (textbook)"}));
    all.push_back(program<NotifyBeforeWait>({"condition-notify-before-wait",
                                             "the flag is tested without the lock: the "
                                             "notification comes before the wait (textbook)"}));
    all.push_back(program<Noisy<LostNotify>>(
        {"condition-lost-notify-noisy", "condition-lost-notify among other tasks", Tier::noisy}));
    return all;
}

}  // namespace foliot::zoo_programs
