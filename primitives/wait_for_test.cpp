// asyncio.wait_for.

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "primitives/timeout.h"
#include "sim/callback.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> answer_after(Log& log, Duration delay) {
    log.add("begins");
    const Result<> slept = co_await quietly(sleep(delay));
    log.add("nap " + end_of(slept));
    slept.failure().raise_if();
    co_return 7;
}

TEST(WaitFor, IsATimeout) {
    Log log;
    run_to_end([&]() -> Coro<> {
        EXPECT_EQ(co_await wait_for(answer_after(log, 2ms), 5ms), 7);
        const Result<int> late = co_await quietly(wait_for(answer_after(log, 9ms), 5ms));
        EXPECT_TRUE(late.failure().is(errors::timeout));
    });
    EXPECT_EQ(log.text(), "0 begins, 2 nap ok, 2 begins, 7 nap Cancelled");
}

TEST(WaitFor, WithoutTimeNeverStartsTheBody) {
    Log log;
    run_to_end([&]() -> Coro<> {
        for (const Duration delay : {Duration(0), Duration(-5ms)}) {
            const Result<int> ended = co_await quietly(wait_for(answer_after(log, 2ms), delay));
            EXPECT_TRUE(ended.failure().is(errors::timeout));
        }
    });
    EXPECT_EQ(log.text(), "");
}

TEST(WaitFor, WithoutTimeTakesTheTaskItsCallbackAndTheAwaitingTaskAStepEach) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto counter = [&log]() -> Coro<> {
            for (int i = 0; i < 6; ++i) {
                log.add(std::to_string(i));
                co_await sleep(0ms);
            }
        };
        const Task<> task = spawn(counter());
        co_await sleep(0ms);
        static_cast<void>(co_await quietly(wait_for(answer_after(log, 2ms), 0ms)));
        log.add("main");
        co_await task;
    });
    EXPECT_EQ(log.text(), "0 0, 0 1, 0 2, 0 3, 0 main, 0 4, 0 5");
}

TEST(WaitFor, ACancellationFromOutsideIsNoTimeout) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            const Result<int> ended = co_await quietly(wait_for(answer_after(log, 2ms), 0ms));
            log.add(end_of(ended));
        };
        Task<> task = spawn(body());
        co_await sleep(0ms);
        task.cancel();
        co_await task;
        EXPECT_EQ(task.cancelling(), 1U);
    });
    EXPECT_EQ(log.text(), "0 Cancelled");
}

TEST(WaitFor, RaisesWhatTheBodyRaised) {
    run_to_end([]() -> Coro<> {
        const auto fails = []() -> Coro<> {
            co_await sleep(1ms);
            throw std::runtime_error("its own");
        };
        const Result<> ended = co_await quietly(wait_for(fails(), 5ms));
        EXPECT_EQ(ended.failure().text(), "its own");
    });
}

}  // namespace
}  // namespace foliot
