// Every step tells observers what it read and wrote.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/object.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "sim/thread_pool.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> sleeper(Duration delay) {
    co_await sleep(delay);
}

class Shelf final : public Object {
    static constexpr ObjectKind kind_{"Shelf"};

  public:
    Shelf() : Object(kind_, "") {}
    void put() { report(events::put); }
    void look() const { touch(Access::read); }
};

TEST(Footprint, AStepWritesItsTasksMailbox) {
    PathId own{};
    const Heard seen = heard_in([&]() -> Coro<> {
        own = mailbox(current_task());
        co_await sleep(0ms);
        co_await sleep(0ms);
    });
    for (const std::uint64_t step : {0U, 1U, 2U})
        EXPECT_TRUE(seen.wrote(step, own));
}

TEST(Footprint, SpawningWritesTheNewTasksMailboxAndEndingItsDoneFlag) {
    std::uint64_t spawned = 0;
    PathId box{};
    PathId flag{};
    const Heard seen = heard_in([&]() -> Coro<> {
        const Task<> task = spawn(sleeper(0ms));
        spawned = this_step();
        box = mailbox(task.state());
        flag = done_flag(task.state());
        co_await task;
    });
    EXPECT_TRUE(seen.wrote(spawned, box));
    EXPECT_FALSE(seen.touched(spawned + 1, flag));
    EXPECT_TRUE(seen.wrote(spawned + 2, flag));
}

TEST(Footprint, CompletingAFutureWritesItsDoneFlagAndTheMailboxOfWhoeverItWakes) {
    std::uint64_t set = 0;
    PathId flag{};
    std::vector<PathId> boxes;
    const Heard seen = heard_in([&]() -> Coro<> {
        Future<> future;
        flag = done_flag(future.state());
        const auto waiter = [](Future<> awaited) -> Coro<> { co_await awaited; };
        for (int i = 0; i < 2; ++i)
            boxes.push_back(mailbox(spawn(waiter(future)).state()));
        co_await sleep(1ms);
        set = this_step();
        future.set_result();
        co_await sleep(1ms);
    });
    EXPECT_TRUE(seen.wrote(set, flag));
    EXPECT_TRUE(seen.wrote(set, boxes[0]));
    EXPECT_TRUE(seen.wrote(set, boxes[1]));
    EXPECT_TRUE(seen.read(1, flag));  // the first waiter begins to wait
}

TEST(Footprint, WhoeverAsksWhetherAFutureIsDoneReadsItsDoneFlag) {
    using Asks = std::function<void(Future<>&)>;
    const std::vector<Asks> ways{
        [](Future<>& future) { static_cast<void>(future.done()); },
        [](Future<>& future) { static_cast<void>(future.cancelled()); },
        [](Future<>& future) { future.result(); },
        [](Future<>& future) { static_cast<void>(future.exception()); },
        [](Future<>& future) { future.cancel(); },
        [](Future<>& future) { future.add_done_callback([] {}); },
        [](Future<>& future) { static_cast<void>(raised_by([&] { future.set_result(); })); },
    };
    for (std::size_t way = 0; way < ways.size(); ++way) {
        std::uint64_t asked = 0;
        PathId flag{};
        const Heard seen = heard_in([&]() -> Coro<> {
            Future<> future;
            future.set_result();
            flag = done_flag(future.state());
            co_await sleep(1ms);
            asked = this_step();
            ways[way](future);
        });
        EXPECT_TRUE(seen.read(asked, flag)) << "way " << way;
    }
}

TEST(Footprint, AwaitingWhatIsDoneReadsItsDoneFlag) {
    std::uint64_t joined = 0;
    PathId flag{};
    const Heard seen = heard_in([&]() -> Coro<> {
        const Task<> task = spawn(sleeper(0ms));
        flag = done_flag(task.state());
        co_await sleep(1ms);
        joined = this_step();
        co_await task;
    });
    EXPECT_TRUE(seen.read(joined, flag));
}

TEST(Footprint, CancellingWritesEveryMailboxAlongTheChain) {
    std::uint64_t cancelled = 0;
    std::vector<PathId> boxes;
    const Heard seen = heard_in([&]() -> Coro<> {
        const auto joiner = [](Task<> task) -> Coro<> { co_await task; };
        const Task<> inner = spawn(sleeper(10ms));
        const Task<> middle = spawn(joiner(inner));
        Task<> outer = spawn(joiner(middle));
        co_await sleep(1ms);
        cancelled = this_step();
        for (const Task<>& task : {inner, middle, outer})
            boxes.push_back(mailbox(task.state()));
        outer.cancel();
        static_cast<void>(co_await quietly(outer));
    });
    for (const PathId box : boxes)
        EXPECT_TRUE(seen.wrote(cancelled, box));
}

TEST(Footprint, CancellingAndAskingATaskThatHasEndedReadsItsDoneFlag) {
    std::uint64_t cancelled = 0;
    std::uint64_t asked = 0;
    PathId flag{};
    const Heard seen = heard_in([&]() -> Coro<> {
        Task<> task = spawn(sleeper(0ms));
        flag = done_flag(task.state());
        co_await sleep(1ms);
        cancelled = this_step();
        EXPECT_FALSE(task.cancel());
        co_await sleep(1ms);
        asked = this_step();
        EXPECT_TRUE(task.done());
    });
    EXPECT_TRUE(seen.read(cancelled, flag));
    EXPECT_TRUE(seen.read(asked, flag));
}

TEST(Footprint, CountingAndTakingBackCancellationsTouchesTheMailbox) {
    std::uint64_t counted = 0;
    std::uint64_t taken_back = 0;
    PathId box{};
    const Heard seen = heard_in([&]() -> Coro<> {
        Task<> task = spawn(sleeper(10ms));
        box = mailbox(task.state());
        co_await sleep(1ms);
        counted = this_step();
        EXPECT_EQ(task.cancelling(), 0U);
        co_await sleep(1ms);
        taken_back = this_step();
        EXPECT_EQ(task.uncancel(), 0U);
        co_await task;
    });
    EXPECT_TRUE(seen.read(counted, box));
    EXPECT_TRUE(seen.wrote(taken_back, box));
}

TEST(Footprint, ASleepWritesItsTimerWhenItStartsFiresAndStops) {
    PathId timer{};
    PathId box{};
    const Heard fired = heard_in([&]() -> Coro<> {
        timer = child_path(current_task().path(), Branch::timer);
        box = mailbox(current_task());
        co_await sleep(1ms);
    });
    EXPECT_TRUE(fired.wrote(0, timer));
    EXPECT_TRUE(fired.wrote(1, timer));
    EXPECT_TRUE(fired.wrote(1, box));
    EXPECT_FALSE(fired.touched(2, timer));
    const Heard stopped = heard_in([&]() -> Coro<> {
        Task<> task = spawn(sleeper(10ms));
        timer = child_path(task.state().path(), Branch::timer);
        co_await sleep(0ms);
        task.cancel();
        static_cast<void>(co_await quietly(task));
    });
    EXPECT_TRUE(stopped.wrote(1, timer));
    EXPECT_FALSE(stopped.touched(2, timer));
    EXPECT_TRUE(stopped.wrote(3, timer));
}

TEST(Footprint, ACallbackIsWrittenWhenItIsQueuedRunAndCancelled) {
    PathId ran{};
    PathId timed{};
    std::uint64_t cancelled = 0;
    const Heard seen = heard_in([&]() -> Coro<> {
        const PathId self = current_task().path();
        ran = child_path(self, Branch::callback, 0);
        timed = child_path(self, Branch::callback, 1);
        call_soon([] {});
        CallHandle handle = call_later(5ms, [] {});
        co_await sleep(0ms);
        cancelled = this_step();
        handle.cancel();
    });
    EXPECT_TRUE(seen.wrote(0, ran));
    EXPECT_TRUE(seen.wrote(1, ran));
    EXPECT_TRUE(seen.wrote(0, child_path(timed, Branch::timer)));
    EXPECT_TRUE(seen.wrote(cancelled, timed));
    EXPECT_TRUE(seen.wrote(cancelled, child_path(timed, Branch::timer)));
}

TEST(Footprint, AJobWritesThePoolWhenItBeginsAndEndsAndItsResultThenItsFuture) {
    PathId pool_path{};
    PathId flag{};
    const Heard seen = heard_in([&]() -> Coro<> {
        ThreadPool pool(1);
        pool_path = pool.path();
        const Future<> future = pool.submit([] {}, 1ms);
        flag = done_flag(future.state());
        co_await future;
    });
    EXPECT_TRUE(seen.wrote(0, pool_path));
    EXPECT_TRUE(seen.wrote(1, pool_path));
    EXPECT_FALSE(seen.wrote(1, flag));
    EXPECT_TRUE(seen.wrote(2, flag));
    EXPECT_FALSE(seen.touched(2, pool_path));
}

TEST(Footprint, AnObjectMadeOutsideIsRecordedFromItsFirstUseOn) {
    Shelf shelf;
    std::uint64_t looked = 0;
    PathId path{};
    const Heard seen = heard_in([&]() -> Coro<> {
        looked = this_step();
        shelf.look();
        co_await sleep(0ms);
        shelf.put();
        path = shelf.path();
    });
    EXPECT_NE(path, root_path);
    EXPECT_TRUE(seen.read(looked, path));
    EXPECT_TRUE(seen.wrote(looked + 1, path));
}

}  // namespace
}  // namespace foliot
