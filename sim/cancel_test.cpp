// Cancellation, in every phase of a task.

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

class Flag {
  public:
    explicit Flag(bool& destroyed) : destroyed_(&destroyed) {}
    Flag(Flag&& other) noexcept : destroyed_(std::exchange(other.destroyed_, nullptr)) {}
    Flag& operator=(Flag&&) = delete;
    ~Flag() {
        if (destroyed_ != nullptr) *destroyed_ = true;
    }

  private:
    bool* destroyed_;  // the test's
};

Coro<> sleeper(Log& log, std::string name, Duration delay = 10ms) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add(name + " " + end_of(slept));
    slept.failure().raise_if();
}

TEST(Cancel, BeforeTheFirstStepTheBodyNeverRunsAndItsParametersAreDestroyed) {
    run_to_end([]() -> Coro<> {
        bool ran = false;
        bool destroyed = false;
        const auto body = [&ran](Flag) -> Coro<> {
            ran = true;
            co_return;
        };
        const Task<> task = spawn(body(Flag(destroyed)));
        EXPECT_TRUE(task.state().cancel());
        EXPECT_FALSE(task.done());
        EXPECT_FALSE(destroyed);
        co_await sleep(0ms);
        EXPECT_TRUE(task.cancelled());
        EXPECT_TRUE(destroyed);
        EXPECT_FALSE(ran);
        EXPECT_FALSE(task.state().started());
    });
}

TEST(Cancel, WhileItSleepsATaskWakesAtOnce) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> task = spawn(sleeper(log, "sleeper"));
        co_await sleep(3ms);
        EXPECT_TRUE(task.cancel());
        EXPECT_FALSE(task.done());
        log.add("asked");
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
    EXPECT_EQ(log.text(), "3 asked, 3 sleeper Cancelled");
}

TEST(Cancel, OfASleeperLeavesItsTimerWhichStillRunsButDoesNothing) {
    Log log;
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        Task<> task;
        call_later(5ms, [&] { task.cancel(); });
        task = spawn(sleeper(log, "sleeper", 5ms));
        static_cast<void>(co_await quietly(task));
    });
    EXPECT_EQ(log.text(), "5 sleeper Cancelled");
    EXPECT_EQ(outcome.steps, 6U);  // main, sleeper, callback, timer, sleeper, main
}

TEST(Cancel, OfASleeperStopsItsTimerWhenItResumes) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        Log log;
        Task<> task = spawn(sleeper(log, "sleeper", 5ms));
        co_await sleep(1ms);
        task.cancel();
        static_cast<void>(co_await quietly(task));
        co_await sleep(10ms);
    });
    EXPECT_EQ(outcome.steps, 8U);  // one more, were the timer still there
}

TEST(Cancel, ThatComesWhenTheSleepIsOverButTheTaskHasNotRunIsRaised) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> victim;
        const auto canceller = [&victim]() -> Coro<> {
            co_await sleep(5ms);
            victim.cancel();
        };
        const Task<> first = spawn(canceller());
        victim = spawn(sleeper(log, "victim", 5ms));
        const Result<> ended = co_await quietly(victim);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
    EXPECT_EQ(log.text(), "5 victim Cancelled");
}

TEST(Cancel, OfAReadyTaskIsRaisedWhenItRuns) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            log.add("begins");
            const Result<> slept = co_await quietly(sleep(0ms));
            log.add(end_of(slept));
        };
        Task<> task = spawn(body());
        co_await sleep(0ms);
        EXPECT_TRUE(task.cancel());
        EXPECT_TRUE(task.state().must_cancel());
        co_await task;
        EXPECT_FALSE(task.cancelled());
        EXPECT_EQ(task.cancelling(), 1U);
    });
    EXPECT_EQ(log.text(), "0 begins, 0 Cancelled");
}

TEST(Cancel, OfItselfIsRaisedAtTheNextAwaitThatBlocks) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            EXPECT_TRUE(current_task().cancel());
            log.add("goes on");
            const Result<> slept = co_await quietly(sleep(5ms));
            log.add(end_of(slept));
            co_await sleep(1ms);
            log.add("end");
        };
        co_await spawn(body());
    });
    EXPECT_EQ(log.text(), "0 goes on, 0 Cancelled, 1 end");
}

TEST(Cancel, InItsLastStepATaskEndsCancelledThoughItsValueWasComputed) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<int> {
            current_task().cancel();
            log.add("ok");
            co_return 1;
        };
        Task<int> task = spawn(body());
        const Result<int> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
        EXPECT_TRUE(task.cancelled());
        EXPECT_THROW(task.result(), Cancelled);
    });
    EXPECT_EQ(log.text(), "0 ok");
}

TEST(Cancel, InItsLastStepATaskThatFailsKeepsItsError) {
    run_to_end([]() -> Coro<> {
        const auto body = []() -> Coro<> {
            current_task().cancel();
            throw std::runtime_error("its own");
            co_return;
        };
        const Result<> ended = co_await quietly(spawn(body()));
        EXPECT_EQ(ended.failure().text(), "its own");
    });
}

TEST(Cancel, OfATaskThatHasEndedDoesNothing) {
    run_to_end([]() -> Coro<> {
        const auto body = []() -> Coro<> { co_return; };
        Task<> task = spawn(body());
        co_await task;
        EXPECT_FALSE(task.cancel());
        EXPECT_EQ(task.cancelling(), 0U);
        EXPECT_FALSE(task.cancelled());
    });
}

TEST(Cancel, CancellingCountsTheRequestsThatUncancelTakesBack) {
    run_to_end([]() -> Coro<> {
        Log log;
        Task<> task = spawn(sleeper(log, "sleeper"));
        co_await sleep(1ms);
        EXPECT_EQ(task.cancelling(), 0U);
        EXPECT_EQ(task.uncancel(), 0U);
        EXPECT_TRUE(task.cancel());
        EXPECT_TRUE(task.cancel());
        EXPECT_EQ(task.cancelling(), 2U);
        EXPECT_EQ(task.uncancel(), 1U);
        EXPECT_EQ(task.uncancel(), 0U);
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
}

TEST(Cancel, UncancelOfTheLastRequestTakesAPendingCancellationBack) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            TaskState& self = current_task();
            self.cancel();
            self.cancel();
            EXPECT_EQ(self.uncancel(), 1U);
            EXPECT_TRUE(self.must_cancel());
            EXPECT_EQ(self.uncancel(), 0U);
            EXPECT_FALSE(self.must_cancel());
            const Result<> slept = co_await quietly(sleep(2ms));
            log.add(end_of(slept));
        };
        co_await spawn(body());
    });
    EXPECT_EQ(log.text(), "2 ok");
}

TEST(Cancel, ATaskMaySwallowItAndGoOn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<int> {
            try {
                co_await sleep(10ms);
            } catch (const Cancelled&) {
                log.add("swallowed");
            }
            co_await sleep(1ms);
            co_return 3;
        };
        Task<int> task = spawn(body());
        co_await sleep(2ms);
        task.cancel();
        EXPECT_EQ(co_await task, 3);
        EXPECT_FALSE(task.cancelled());
    });
    EXPECT_EQ(log.text(), "2 swallowed");
}

TEST(Cancel, IsNotAStdException) {
    static_assert(!std::is_base_of_v<std::exception, Cancelled>);
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            try {
                co_await sleep(10ms);
            } catch (const std::exception&) {
                log.add("swallowed");
            }
            log.add("went on");
        };
        Task<> task = spawn(body());
        co_await sleep(1ms);
        task.cancel();
        const Result<> ended = co_await quietly(task);
        EXPECT_TRUE(ended.failure().is_cancelled());
    });
    EXPECT_EQ(log.text(), "");
}

TEST(Cancel, AJoinedTaskEndsFirstAndTheJoinerAfterIt) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> inner = spawn(sleeper(log, "inner"));
        const auto joiner = [&log](Task<> task) -> Coro<> {
            const Result<> ended = co_await quietly(task);
            log.add("joiner " + end_of(ended));
        };
        Task<> outer = spawn(joiner(inner));
        co_await sleep(2ms);
        EXPECT_TRUE(outer.cancel());
        EXPECT_EQ(outer.cancelling(), 1U);
        EXPECT_EQ(inner.cancelling(), 1U);
        EXPECT_FALSE(outer.state().must_cancel());
        co_await outer;
        EXPECT_TRUE(inner.cancelled());
    });
    EXPECT_EQ(log.text(), "2 inner Cancelled, 2 joiner Cancelled");
}

}  // namespace
}  // namespace foliot
