// Queues that lose items or wakeups.

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

#include "primitives/queue.h"
#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/broken_queue.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// Two getters, of which one is cancelled, and one item.
template <ItemFlaw flaw>
class CancelledGetter {
  public:
    explicit CancelledGetter(Build build) : queue_(build, flaw) {}

    Coro<> run() {
        Crew crew;
        Task<> first = crew.add(consume(), "getter0");
        Task<> second = crew.add(consume(), "getter1");
        crew.add(produce(), "producer");
        crew.add(cancel_after(0, first), "canceller");
        co_await sleep(1ms);  // whoever was woken has run
        FOLIOT_CHECK(consumed_ == 1);
        first.cancel();
        second.cancel();
        co_await crew.ended();
    }

  private:
    Coro<> consume() {
        const Result<int> item = co_await queue_.get();
        if (item) consumed_ += 1;
    }
    Coro<> produce() {
        co_await yield();
        queue_.put(1);
    }

    FutureQueue queue_;
    Shared<int> consumed_{0, "consumed"};
};

/// A task that comes later takes the item of a getter that was woken.
class NotLookedAgain {
  public:
    explicit NotLookedAgain(Build build) : queue_(build, ItemFlaw::not_looked_again) {}

    Coro<> run() {
        Crew crew;
        crew.add(consume(0), "getter");
        crew.add(produce(), "producer");
        crew.add(consume(6), "latecomer");
        co_await crew.ended();
    }

  private:
    Coro<> consume(int delay) {
        co_await steps(delay);
        Result<int> item = co_await queue_.get();
        item.take();
    }
    Coro<> produce() {
        for (int i = 0; i < 2; ++i) {
            co_await steps(2);
            queue_.put(i);
        }
    }

    FutureQueue queue_;
};

/// join() returns though the items have not been handled.
class EarlyJoin {
  public:
    explicit EarlyJoin(Build build) : queue_(build, ItemFlaw::join_not_counted) {}

    Coro<> run() {
        queue_.put(1);
        queue_.put(2);
        Crew crew;
        crew.add(consume(), "consumer");
        crew.add(join(), "joiner");
        co_await crew.ended();
    }

  private:
    Coro<> consume() {
        for (int i = 0; i < 2; ++i) {
            Result<int> item = co_await queue_.get();
            item.take();
            co_await yield();
            handled_ += 1;
            queue_.task_done();
        }
    }
    Coro<> join() {
        co_await steps(4);
        co_await queue_.join();
        FOLIOT_CHECK(handled_ == 2);
    }

    FutureQueue queue_;
    Shared<int> handled_{0, "handled"};
};

/// A sender hands its item to the oldest receiver that stands in the line, though that was
/// cancelled and has yet to notice.
class Stream final : public Object {
    static constexpr ObjectKind kind_{"Stream"};

  public:
    explicit Stream(Build build) : Object(kind_, ""), build_(build) {}

    void send(int item) {
        touch(Access::write);
        for (Receiver& each : receivers_) {
            if (each.item) continue;
            each.item = item;
            if (!each.arrived.done()) each.arrived.set_result();
            return;
        }
        items_.push_back(item);
    }
    Coro<std::optional<int>> receive() {
        touch(Access::write);
        if (!items_.empty()) {
            const int item = items_.front();
            items_.pop_front();
            co_return item;
        }
        receivers_.emplace_back();
        const Future<> arrived = receivers_.back().arrived;
        const Result<> woken = co_await quietly(arrived);
        touch(Access::write);
        const std::optional<int> item = leave(arrived);
        if (woken || build_ == Build::fixed) co_return item;
        co_return std::nullopt;
    }
    int left() const {
        touch(Access::read);
        return static_cast<int>(items_.size());
    }

  private:
    struct Receiver {
        std::optional<int> item;
        Future<> arrived;
    };
    std::optional<int> leave(const Future<>& arrived) {
        std::optional<int> item;
        std::erase_if(receivers_, [&](const Receiver& each) {
            const bool own = &each.arrived.state() == &arrived.state();
            if (own) item = each.item;
            return own;
        });
        return item;
    }

    Build build_;
    std::deque<int> items_;
    std::deque<Receiver> receivers_;
};

class DroppedItem {
  public:
    explicit DroppedItem(Build build) : stream_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> receiver = crew.add(receive(), "receiver");
        crew.add(send(), "sender");
        crew.add(cancel_after(4, receiver), "canceller");
        co_await crew.ended();
        FOLIOT_CHECK(received_ + stream_.left() == 1);
    }

  private:
    Coro<> receive() {
        const std::optional<int> item = co_await stream_.receive();
        if (item) received_ += 1;
    }
    Coro<> send() {
        co_await yield();
        stream_.send(7);
    }

    Stream stream_;
    Shared<int> received_{0, "received"};
};

/// Shutdown cancels the workers, and then waits until the queue is worked off.
class WorkersFirst {
  public:
    explicit WorkersFirst(Build build) : build_(build) {}

    Coro<> run() {
        queue_.put_nowait(1);
        queue_.put_nowait(2);
        Crew crew;
        std::vector<Task<>> workers;
        for (const char* const name : {"worker0", "worker1"})
            workers.push_back(crew.add(work(), name));
        co_await steps(5);
        if (build_ == Build::fixed) co_await queue_.join();
        for (Task<>& worker : workers)
            worker.cancel();
        co_await queue_.join();
        co_await crew.ended();
    }

  private:
    Coro<> work() {
        while (true) {
            Result<int> item = co_await quietly(queue_.get());
            if (!item) co_return;
            const Result<> handled = co_await quietly(steps(2));
            if (!handled) co_return;
            queue_.task_done();
        }
    }

    Build build_;
    Queue<int> queue_{0, "work"};
};

}  // namespace

Programs queues() {
    Programs all;
    all.push_back(program<CancelledGetter<ItemFlaw::handed_to_the_dead>>(
        {"queue-lost-item",
         "bpo-23812 (asyncio 3.4.3): put() hands its item to a getter that is cancelled before it "
         "runs"}));
    all.push_back(program<CancelledGetter<ItemFlaw::wakeup_kept>>(
        {"queue-kept-wakeup",
         "a woken getter of a Queue is cancelled and keeps its wakeup, while another one waits"}));
    all.push_back(program<NotLookedAgain>(
        {"queue-not-looked-again",
         "a woken getter takes it for granted that the item is still there (textbook)"}));
    all.push_back(program<EarlyJoin>(
        {"queue-early-join",
         "python/asyncio#235: LifoQueue did not count what was put, so join() returns at once"}));
    all.push_back(program<DroppedItem>(
        {"stream-dropped-item",
         "anyio#146, #728: a sender hands its item to a receiver that was cancelled already"}));
    all.push_back(program<WorkersFirst>(
        {"queue-workers-cancelled-first",
         "LMCache#4489: shutdown cancels the workers, one of them in the middle of an item, and "
         "then joins the queue"}));
    all.push_back(program<Noisy<CancelledGetter<ItemFlaw::handed_to_the_dead>>>(
        {"queue-lost-item-noisy", "queue-lost-item among other tasks", Tier::noisy}));
    return all;
}

}  // namespace foliot::zoo_programs
