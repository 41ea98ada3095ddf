// Groups of tasks that lose one of them, or a cancellation.

#include <chrono>
#include <vector>

#include "primitives/gather.h"
#include "primitives/queue.h"
#include "primitives/task_group.h"
#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

enum class GroupFlaw : std::uint8_t {
    none,
    aborts_once,  ///< tasks that come after the first failure are never cancelled: gh-94398
    adds_late     ///< a task runs before the group knows it: gh-128550
};

/// A TaskGroup by hand: where a task fails, the others are cancelled.
class Nursery final : public Object {
    static constexpr ObjectKind kind_{"Nursery"};

  public:
    Nursery(Build build, GroupFlaw flaw)
        : Object(kind_, ""), flaw_(build == Build::broken ? flaw : GroupFlaw::none) {}

    void spawn_in(Coro<bool> body) {
        touch(Access::write);
        if (aborting_ && flaw_ == GroupFlaw::none) {
            body.close();
            return;
        }
        Task<> task = spawn(watched(std::move(body)), "child");
        all_.push_back(task);
        if (flaw_ != GroupFlaw::adds_late) known_.push_back(task);
    }
    /// Waits for all, those that come meanwhile too.
    Coro<> join() {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            static_cast<void>(co_await quietly(all_[i]));
            touch(Access::read);
        }
    }

  private:
    /// `body` says whether it went well.
    Coro<> watched(Coro<bool> body) {
        const Result<bool> ended = co_await quietly(std::move(body));
        touch(Access::write);
        if (ended && !*ended) abort();
    }
    void abort() {
        const bool first = !aborting_;
        aborting_ = true;
        if (!first && flaw_ == GroupFlaw::aborts_once) return;
        for (Task<>& task : known_)
            task.cancel();
    }

  public:
    /// The tasks that were spawned become known: at once, unless the group is slow.
    void catch_up() {
        touch(Access::write);
        known_ = all_;
    }

  private:
    GroupFlaw flaw_;
    std::vector<Task<>> all_;
    std::vector<Task<>> known_;
    bool aborting_ = false;
};

Coro<bool> fails_after(int n) {
    co_await steps(n);
    co_return false;
}
Coro<bool> never_ends() {
    co_await Future<>();
    co_return true;
}

/// A task that is cancelled spawns others on its way out.
class SpawnsInAbort {
  public:
    explicit SpawnsInAbort(Build build) : group_(build, GroupFlaw::aborts_once) {}

    Coro<> run() {
        group_.spawn_in(spawns_when_cancelled());
        group_.spawn_in(fails_after(3));
        co_await group_.join();
    }

  private:
    Coro<bool> spawns_when_cancelled() {
        const Result<> worked = co_await quietly(steps(2));
        if (worked) co_return true;
        group_.spawn_in(fails_after(0));
        group_.spawn_in(never_ends());
        co_return true;
    }

    Nursery group_;
};

/// A task fails before the group has noted the one that was spawned last.
class AddedLate {
  public:
    explicit AddedLate(Build build) : group_(build, GroupFlaw::adds_late) {}

    Coro<> run() {
        group_.spawn_in(fails_after(2));
        group_.catch_up();
        co_await yield();
        group_.spawn_in(never_ends());
        co_await yield();
        group_.catch_up();
        co_await group_.join();
    }

  private:
    Nursery group_;
};

Coro<> waits_on(Future<> future) {
    co_await future;
}

/// gather(return_exceptions=True): the cancellation of the children is a result like any other,
/// and that of the gathering task is lost with it.
class GatherSwallows {
  public:
    explicit GatherSwallows(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> service = crew.add(serve(), "service");
        crew.add(stop(service), "boss");
        co_await crew.ended();
    }

  private:
    Coro<> serve() {
        for (int round = 0; round < 2; ++round) {
            const Result<> gathered = co_await gather_both();
            if (!gathered) co_return;
        }
        co_await Future<>();  // nobody would ever wake it, but a cancellation does
    }
    Coro<Result<>> gather_both() {
        if (build_ == Build::fixed) {
            const auto ended =
                co_await quietly(gather(return_exceptions, waits_on(answer_), steps(3)));
            co_return ended.failure();
        }
        Task<> first = spawn(waits_on(answer_), "first");
        Task<> second = spawn(steps(3), "second");
        // A cancellation goes on to the child that is awaited, and comes back as its result.
        static_cast<void>(co_await quietly(first));
        static_cast<void>(co_await quietly(second));
        co_return Result<>();
    }
    Coro<> stop(Task<> service) {
        answer_.set_result();
        co_await steps(14);
        service.cancel();
    }

    Build build_;
    Future<> answer_;
};

/// Nobody waits for a task that was started on the side.
class LeftBehind {
  public:
    explicit LeftBehind(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(serve(), "server");
        co_await crew.ended();
        if (build_ == Build::fixed) co_await log_;
    }

  private:
    Coro<> serve() {
        log_ = spawn(steps(1), "log");
        co_await steps(2);
    }

    Build build_;
    Task<> log_;
};

/// A task that fails after gather() raised its sibling's error is nobody's.
class SecondError {
  public:
    explicit SecondError(Build build) : build_(build) {}

    Coro<> run() {
        bool failed = false;
        if (build_ == Build::fixed) {
            const auto both = co_await gather(return_exceptions, connect(1), connect(3));
            failed = !std::get<0>(both) || !std::get<1>(both);
        } else {
            const auto both = co_await quietly(gather(connect(1), connect(3)));
            failed = !both;
        }
        FOLIOT_CHECK(failed);
        FOLIOT_CHECK(open_ == 0);
    }

  private:
    Coro<> connect(int length) {
        open_ += 1;
        co_await steps(length);
        open_ -= 1;
        if (length == 3) throw RuntimeError("refused");
    }

    Build build_;
    Shared<int> open_{0, "open"};
};

}  // namespace

Programs groups() {
    Programs all;
    all.push_back(program<SpawnsInAbort>(
        {"group-spawns-in-abort",
         "gh-94398 (asyncio 3.11 betas): a cancelled task of a TaskGroup spawns others, which no "
         "second abort reaches"}));
    all.push_back(program<AddedLate>({"group-added-late",
                                      "gh-128550: a task of a TaskGroup runs before the group "
                                      "knows it, and an abort misses it"}));
    all.push_back(program<GatherSwallows>(
        {"gather-swallows-cancel",
         "bpo-32684: gather(return_exceptions=True) takes its own cancellation for a result"}));
    all.push_back(program<LeftBehind>(
        {"task-left-behind", "a task that nobody awaits outlives the program (textbook)"}));
    all.push_back(program<SecondError>(
        {"gather-leaves-sibling",
         "gather() raises the first error and leaves the siblings running (textbook)"}));
    return all;
}

}  // namespace foliot::zoo_programs
