#include "primitives/shield.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> worker(Log& log, Duration delay = 5ms) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add("worker " + end_of(slept));
    slept.failure().raise_if();
    co_return 7;
}

Coro<> fails(Duration delay) {
    co_await sleep(delay);
    throw std::runtime_error("inner");
}

template <class T>
Coro<> guarded(Task<T> task, Log& log) {
    const Result<T> ended = co_await quietly(shield(task));
    log.add("guarded " + end_of(ended));
}

TEST(Shield, GivesTheTasksResultOneCallbackLater) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<int> task = spawn(worker(log));
        const auto joins = [&log](Task<int> joined) -> Coro<> {
            static_cast<void>(co_await joined);
            log.add("joined");
        };
        const Task<> other = spawn(joins(task));
        EXPECT_EQ(co_await shield(task), 7);
        log.add("main");
        EXPECT_EQ(co_await task, 7);
        co_await other;
    });
    EXPECT_EQ(log.text(), "5 worker ok, 5 joined, 5 main");
}

TEST(Shield, RaisesTheTasksError) {
    run_to_end([]() -> Coro<> {
        std::string caught;
        try {
            co_await shield(spawn(fails(1ms)));
        } catch (const std::runtime_error& error) {
            caught = error.what();
        }
        EXPECT_EQ(caught, "inner");
    });
}

TEST(Shield, OfATaskThatHasEndedIsNoSchedulingPoint) {
    run_to_end([]() -> Coro<> {
        Log log;
        const Task<int> task = spawn(worker(log));
        co_await task;
        const std::uint64_t step = Loop::current()->step();
        EXPECT_EQ(co_await shield(task), 7);
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Shield, CancellingTheAwaitingTaskLeavesTheShieldedOneRunning) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<int> task = spawn(worker(log));
        Task<> outer = spawn(guarded(task, log));
        co_await sleep(1ms);
        EXPECT_TRUE(outer.cancel());
        EXPECT_EQ(task.cancelling(), 0U);
        co_await outer;
        EXPECT_FALSE(task.done());
        EXPECT_EQ(co_await task, 7);
    });
    EXPECT_EQ(log.text(), "1 guarded Cancelled, 5 worker ok");
}

TEST(Shield, CancellingTheShieldedTaskCancelsTheAwait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<int> task = spawn(worker(log));
        const Task<> outer = spawn(guarded(task, log));
        co_await sleep(1ms);
        task.cancel();
        co_await outer;
        EXPECT_FALSE(outer.cancelled());
    });
    EXPECT_EQ(log.text(), "1 worker Cancelled, 1 guarded Cancelled");
}

TEST(Shield, CancelledInTheInstantInWhichTheInnerEndsTheCancellationIsRaised) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<int> task = spawn(worker(log));
        Task<> outer = spawn(guarded(task, log));
        task.add_done_callback([&] { outer.cancel(); });
        co_await outer;
    });
    EXPECT_EQ(log.text(), "5 worker ok, 5 guarded Cancelled");
}

TEST(Shield, AnErrorOfATaskThatNobodyAwaitsAnyMoreFailsTheRun) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Log log;
        // lint: C10 the inner call comes first
        Task<> outer = spawn(guarded(spawn(fails(5ms), "inner"), log));
        co_await sleep(1ms);
        outer.cancel();
        co_await outer;
        co_await sleep(10ms);
    });
    EXPECT_EQ(text_of(outcome), "error: no task awaited inner, which raised Error: inner");
    EXPECT_EQ(outcome.time, virtual_start + 5ms);
}

TEST(Shield, AnErrorInTheInstantOfTheCancellationCountsAsSeen) {
    // The inner one's callback was on its way already: it looks at the error for nobody.
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> outer;
        Task<> inner = spawn(fails(5ms));
        inner.add_done_callback([&] { outer.cancel(); });
        outer = spawn(guarded(inner, log));
        co_await outer;
    });
    EXPECT_EQ(log.text(), "5 guarded Cancelled");
}

TEST(Shield, SeveralMayShieldOneTask) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<int> task = spawn(worker(log));
        Task<> a = spawn(guarded(task, log));
        const Task<> b = spawn(guarded(task, log));
        co_await sleep(1ms);
        a.cancel();
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 guarded Cancelled, 5 worker ok, 5 guarded ok");
}

TEST(Shield, ThatIsNeverAwaitedDoesNothing) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<int> task = spawn(worker(log));
        { [[maybe_unused]] const auto dropped = shield(task); }
        EXPECT_EQ(co_await task, 7);
    });
    EXPECT_EQ(log.text(), "5 worker ok");
}

TEST(Shield, LeavesNothingBehindWhereTheRunEndsFirst) {
    const auto alive = std::make_shared<int>(0);
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const auto forever = [](std::shared_ptr<int> kept) -> Coro<int> {
            const Future<int> never;
            co_return co_await never + *kept;
        };
        Log log;
        // lint: C10 the inner call comes first
        Task<> cancelled = spawn(guarded(spawn(forever(alive)), log));
        co_await sleep(1ms);
        cancelled.cancel();
        co_await shield(spawn(forever(alive)));
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(alive.use_count(), 1);
}

}  // namespace
}  // namespace foliot
