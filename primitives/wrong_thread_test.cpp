// What debug mode refuses: operations that are not thread-safe, called from a wrong thread.

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>
#include <thread>

#include "primitives/barrier.h"
#include "primitives/event.h"
#include "primitives/queue.h"
#include "primitives/semaphore.h"
#include "primitives/timeout.h"
#include "sim/future.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

const std::string refused =
    "Runtime: Non-thread-safe operation invoked on an event loop other than the current one";

LoopOptions with_debug(bool on) {
    LoopOptions options;
    options.debug = on;
    return options;
}

Coro<> sleeper() {
    co_await sleep(1h);
}

/// One of everything, in a state in which every operation has something to do.
struct World {
    Loop& loop = Loop::running();
    Event event;
    Lock lock;
    Semaphore semaphore{0};
    BoundedSemaphore bounded{1};
    Condition condition;
    Queue<int> queue;
    Future<int> future;
    Task<> task = spawn(sleeper());
    Timeout scope;

    Operation<> prepare() { return prepare_body(); }
    std::string state() {
        std::string text;
        for (const std::size_t each :
             {std::size_t{event.is_set()}, std::size_t{lock.locked()},
              static_cast<std::size_t>(semaphore.value()), std::size_t{bounded.locked()},
              std::size_t{condition.locked()}, queue.qsize(), std::size_t{future.done()},
              std::size_t{task.cancelling()}, loop.all_tasks().size(),
              static_cast<std::size_t>(nanoseconds(*scope.when()))})
            text += std::to_string(each) + " ";
        return text;
    }

  private:
    Coro<Result<>> prepare_body() {
        co_await lock.acquire();
        co_await bounded.acquire();
        co_await condition.acquire();
        queue.put_nowait(1);
        Failure failure = scope.enter(VirtualTime(2h));
        co_return failure;
    }
};

struct Attempt {
    const char* name;
    void (*call)(World& world);
    bool visible = true;  ///< changes what World::state tells
};

const std::array operations{
    Attempt{"Event.set", [](World& w) { w.event.set(); }},
    Attempt{"Lock.release", [](World& w) { w.lock.release(); }},
    Attempt{"Semaphore.release", [](World& w) { w.semaphore.release(); }},
    Attempt{"BoundedSemaphore.release", [](World& w) { w.bounded.release(); }},
    Attempt{"Condition.release", [](World& w) { w.condition.release(); }},
    Attempt{"Condition.notify", [](World& w) { w.condition.notify(); }, false},
    Attempt{"Condition.notify_all", [](World& w) { w.condition.notify_all(); }, false},
    Attempt{"Queue.put_nowait", [](World& w) { w.queue.put_nowait(2); }},
    Attempt{"Queue.get_nowait", [](World& w) { w.queue.get_nowait(); }},
    Attempt{"Queue.task_done", [](World& w) { w.queue.task_done(); }, false},
    Attempt{"Queue.shutdown", [](World& w) { w.queue.shutdown(true); }},
    Attempt{"Future.set_result", [](World& w) { w.future.set_result(3); }},
    Attempt{"Future.set_exception",
            [](World& w) {
                w.future.set_exception(ValueError("meant"));
                w.future.exception();
            }},
    Attempt{"Future.cancel", [](World& w) { w.future.cancel(); }},
    Attempt{"Future.add_done_callback", [](World& w) { w.future.add_done_callback([] {}); }, false},
    Attempt{"Task.cancel", [](World& w) { w.task.cancel(); }},
    Attempt{"Task.add_done_callback", [](World& w) { w.task.add_done_callback([] {}); }, false},
    Attempt{"Timeout.reschedule", [](World& w) { w.scope.reschedule(VirtualTime(3h)); }},
    Attempt{"spawn", [](World& w) { spawn(w.loop, sleeper()); }},
};

/// What a call from elsewhere came to.
struct Called {
    std::string raised;
    bool changed = false;
};

/// Calls `operation` in the way of `from(action)`, a coroutine which sees to it that `action` runs.
template <class From>
Called called(const Attempt& operation, const From& from, const LoopOptions& options) {
    Called result;
    LoopOptions lenient = options;
    lenient.allow_left_over = true;
    const auto body = [&]() -> Coro<> {
        World world;
        co_await world.prepare();
        const std::string before = world.state();
        const std::function<void()> call = [&] { operation.call(world); };
        const std::function<void()> action = [&] { result.raised = raised_by(call); };
        co_await from(action);
        result.changed = world.state() != before;
        static_cast<void>(world.scope.exit({}));
        world.task.cancel();
    };
    run_to_end(body, lenient);
    return result;
}

Coro<> in_the_loop(std::function<void()> action) {
    action();
    co_await sleep(0ms);
}

Coro<> thread_body(std::function<void()> action) {
    action();
    co_await thread_sleep(0ms);
}

Coro<> in_a_thread(std::function<void()> action) {
    const auto thread = start_thread(thread_body(action));
    while (!thread.done())
        co_await sleep(0ms);
}

Coro<> in_a_job(std::function<void()> action) {
    co_await to_thread(action);
}

Coro<> in_an_operating_system_thread(std::function<void()> action) {
    std::thread thread(action);  // lint: thread the wrong thread of this test, joined at once
    thread.join();
    co_return;
}

TEST(WrongThread, NothingIsRefusedInTheLoopsOwnSteps) {
    for (const bool debug : {false, true}) {
        for (const Attempt& operation : operations) {
            const Called result = called(operation, in_the_loop, with_debug(debug));
            EXPECT_EQ(result.raised, "nothing") << operation.name;
            EXPECT_EQ(result.changed, operation.visible) << operation.name;
        }
    }
}

TEST(WrongThread, NothingIsRefusedWithoutDebugMode) {
    for (const Attempt& operation : operations) {
        EXPECT_EQ(called(operation, in_a_thread, {}).raised, "nothing") << operation.name;
        EXPECT_EQ(called(operation, in_a_job, {}).raised, "nothing") << operation.name;
    }
}

TEST(WrongThread, EveryOperationIsRefusedElsewhereBeforeItChangesAnything) {
    for (const auto from : {in_a_thread, in_a_job, in_an_operating_system_thread}) {
        for (const Attempt& operation : operations) {
            const Called result = called(operation, from, with_debug(true));
            EXPECT_EQ(result.raised, refused) << operation.name;
            EXPECT_FALSE(result.changed) << operation.name;
        }
    }
}

TEST(WrongThread, ALoopOfAnotherThreadIsAWrongOneToo) {
    const auto body = []() -> Coro<> {
        Event event;
        event.set();
        event.clear();
        std::string raised;
        const auto elsewhere = [&] {
            run_to_end([&]() -> Coro<> {
                raised = raised_by([&] { event.set(); });
                co_return;
            });
        };
        std::thread thread(elsewhere);  // lint: thread the wrong thread of this test
        thread.join();
        EXPECT_EQ(raised, refused);
        EXPECT_FALSE(event.is_set());
        co_return;
    };
    run_to_end(body, with_debug(true));
}

TEST(WrongThread, WhatNoRunningLoopKnowsIsFree) {
    Event event;
    Loop loop(with_debug(true));
    const Task<> task = spawn(loop, sleeper());
    const auto elsewhere = [&] { event.set(); };
    const auto body = [&]() -> Coro<> {
        std::thread thread(elsewhere);  // lint: thread has an event of its own
        thread.join();
        co_return;
    };
    run_to_end(body, with_debug(true));
    EXPECT_TRUE(event.is_set());
    Task<>(task).cancel();  // before its loop runs
    event.set();            // after it ran
}

TEST(WrongThread, TheWaysInStayOpen) {
    Log log;
    const auto body = [&]() -> Coro<> {
        Event event;
        const auto outside = [](Loop& loop, Event& called, Log& notes) -> Coro<> {
            call_soon_threadsafe(loop, [&called] { called.set(); });
            co_await thread_sleep(1ms);
            auto future = run_coroutine_threadsafe(sleeper(), loop);
            future.add_done_callback([] {});
            future.cancel();
            const auto inner = []() -> Coro<int> {
                co_await sleep(1ms);
                co_return 7;
            };
            const int seven = co_await run_coroutine_threadsafe(inner(), loop);
            notes.add(std::to_string(seven));
        };
        start_thread(outside(Loop::running(), event, log));
        co_await event.wait();
        log.add("event");
        co_await sleep(5ms);
    };
    EXPECT_TRUE(run_to_end(body, with_debug(true)).warnings.empty());
    EXPECT_EQ(log.text(), "0 event, 2 7");
}

/// Runs the coroutine `outside(world)` as a thread.
template <class Outside>
Outcome outcome_with_thread(const Outside& outside, bool debug) {
    const auto body = [&]() -> Coro<> {
        World world;
        co_await world.prepare();
        start_thread(outside(world), "outside");
        co_await sleep(5ms);
        static_cast<void>(world.scope.exit({}));
        world.task.cancel();
        co_await sleep(0ms);
    };
    return outcome_of(body, with_debug(debug));
}

TEST(WrongThread, AwaitingAnOperationIsRefusedToo) {
    const auto put = [](World& world) -> Coro<> {
        const Result<> ended = co_await quietly(world.queue.put(2));
        EXPECT_EQ(ended.failure().text(), refused.substr(9));
    };
    EXPECT_EQ(text_of(outcome_with_thread(put, true)), "completed");
    const auto abort = [](World&) -> Coro<> {
        Barrier barrier(2);
        const Result<> ended = co_await quietly(barrier.abort());
        EXPECT_EQ(ended.failure().text(), refused.substr(9));
        EXPECT_FALSE(barrier.broken());
    };
    EXPECT_EQ(text_of(outcome_with_thread(abort, true)), "completed");
}

TEST(WrongThread, AGuardThatCannotReleaseFailsTheRun) {
    const auto take = [](World&) -> Coro<> {
        Lock lock;
        const auto held = co_await lock.scoped();
        co_await thread_sleep(1ms);
    };
    EXPECT_EQ(text_of(outcome_with_thread(take, false)), "completed");
    EXPECT_EQ(text_of(outcome_with_thread(take, true)),
              "error: a guard could not release: " + refused.substr(9));
}

}  // namespace
}  // namespace foliot
