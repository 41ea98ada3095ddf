// Deadlines that tie with what they guard.

#include <chrono>
#include <memory>
#include <vector>

#include "primitives/queue.h"
#include "primitives/timeout.h"
#include "sim/callback.h"
#include "sim/check.h"
#include "sim/future.h"
#include "sim/loop.h"
#include "sim/object.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/deadline.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// A timeout in the cleanup of a task that was cancelled before.
class Uncancelled {
  public:
    explicit Uncancelled(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> worker = crew.add(work(), "worker");
        crew.add(cancel_after(4, worker), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> work() {
        const Result<> worked = co_await quietly(steps(2));
        const Result<> cleaned = co_await in_time(never(), 5ms);
        FOLIOT_CHECK(worked || cleaned.failure().is(errors::timeout));
    }
    static Coro<> never() { co_await sleep(1h); }
    Coro<Result<>> in_time(Coro<> body, Duration delay) {
        TaskState& self = *Loop::running().current_task();
        const std::uint32_t cancelled_before = self.cancelling();
        bool expired = false;
        const auto expire = [&self, &expired] {
            expired = true;
            self.cancel();
        };
        CallHandle timer = call_later(delay, expire);
        const Result<> ended = co_await quietly(std::move(body));
        timer.cancel();
        if (!expired) co_return ended;
        const std::uint32_t bound = build_ == Build::fixed ? cancelled_before : 0;
        if (self.uncancel() > bound) co_return ended;
        co_return Failure(errors::timeout);
    }

    Build build_;
};

/// A permit comes in the very moment in which the wait for it is given up.
class TimedSemaphore final : public Object {
    static constexpr ObjectKind kind_{"TimedSemaphore"};

  public:
    explicit TimedSemaphore(Build build) : Object(kind_, ""), build_(build) {}

    Coro<bool> acquire(Duration delay) {
        touch(Access::write);
        if (value_ > 0) {
            --value_;
            co_return true;
        }
        waiters_.push_back(std::make_shared<Waiting>());
        const std::shared_ptr<Waiting> own = waiters_.back();
        const auto give_up = [own] {
            if (own->future.done()) return;
            own->gave_up = true;
            own->future.set_result();
        };
        CallHandle timer = call_later(delay, give_up);
        co_await own->future;
        timer.cancel();
        touch(Access::write);
        std::erase(waiters_, own);
        co_return build_ == Build::fixed ? own->has_permit : !own->gave_up;
    }
    void release() {
        touch(Access::write);
        for (const std::shared_ptr<Waiting>& each : waiters_) {
            if (each->has_permit) continue;
            each->has_permit = true;
            if (!each->future.done()) each->future.set_result();
            return;
        }
        ++value_;
    }
    int value() const {
        touch(Access::read);
        return value_;
    }

  private:
    struct Waiting {
        Future<> future;
        bool gave_up = false;
        bool has_permit = false;
    };

    Build build_;
    int value_ = 0;
    std::vector<std::shared_ptr<Waiting>> waiters_;
};

class PermitAtTheDeadline {
  public:
    explicit PermitAtTheDeadline(Build build) : permits_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(release(), "holder");
        crew.add(use(), "user");
        co_await crew.ended();
        FOLIOT_CHECK(permits_.value() == 1);
    }

  private:
    Coro<> release() {
        co_await sleep(around_5ms());
        permits_.release();
    }
    Coro<> use() {
        const bool held = co_await permits_.acquire(5ms);
        if (held) permits_.release();
    }

    TimedSemaphore permits_;
};

/// The deadline is meant for the wait, and cuts the work on what came of it.
class CutWork {
  public:
    explicit CutWork(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(consume(), "consumer");
        crew.add(produce(), "producer");
        co_await crew.ended();
        FOLIOT_CHECK(handled_ + static_cast<int>(queue_.qsize()) == 1);
    }

  private:
    Coro<> consume() {
        const Result<> ended = co_await quietly(timeout(5ms, get_and_handle()));
        if (ended && build_ == Build::fixed) co_await handle();
    }
    Coro<> get_and_handle() {
        co_await queue_.get();
        if (build_ == Build::broken) co_await handle();
    }
    Coro<> handle() {
        co_await yield();
        handled_ += 1;
    }
    Coro<> produce() {
        co_await sleep(around_5ms());
        queue_.put_nowait(1);
    }

    Build build_;
    Queue<int> queue_{0, "items"};
    Shared<int> handled_{0, "handled"};
};

}  // namespace

Programs timeouts() {
    Programs all;
    all.push_back(program<Uncancelled>(
        {"timeout-in-cancelled-task",
         "gh-102780: inside a task that was cancelled before, timeout() never becomes a "
         "TimeoutError"}));
    all.push_back(program<PermitAtTheDeadline>(
        {"permit-at-the-deadline",
         "concurrency-limits#179: a permit that comes just as the wait times out is dropped"}));
    all.push_back(program<CutWork>(
        {"timeout-cuts-work",
         "a deadline meant for the wait also cuts the handling of what came (textbook)"}));
    return all;
}

}  // namespace foliot::zoo_programs
