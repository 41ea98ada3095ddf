#include "coordinator/common.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/detail/insist.h"
#include "coordinator/testing/feeds.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> wait_and_log(Event& event, Duration longest, Log& log) {
    const Result<> waited = co_await quietly(until_set(event, longest));
    log.add(end_of(waited));
}

TEST(UntilSet, WaitsForTheEventButNotForEver) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        const Task<> patient = spawn(wait_and_log(event, 10ms, log));
        const Task<> hasty = spawn(wait_and_log(event, 2ms, log));
        co_await sleep(5ms);
        event.set();
        co_await patient;
        co_await hasty;
        co_await wait_and_log(event, 10ms, log);
    });
    EXPECT_EQ(log.text(), "2 ok, 5 ok, 5 ok");
}

TEST(UntilSet, MayBeCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        Task<> waiter = spawn(wait_and_log(event, 10ms, log));
        co_await sleep(3ms);
        waiter.cancel();
        co_await ended(waiter);
    });
    EXPECT_EQ(log.text(), "3 Cancelled");
}

Coro<> insist_and_log(Duration delay, Log& log) {
    const auto operation = [delay] { return sleep(delay); };
    const Result<> insisted = co_await insist(operation);
    log.add(end_of(insisted));
}

TEST(Insist, BeginsAnewUntilNothingInterrupts) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> task = spawn(insist_and_log(10ms, log));
        co_await sleep(3ms);
        task.cancel();
        co_await sleep(3ms);
        task.cancel();
        co_await ended(task);
        co_await insist_and_log(1ms, log);
    });
    EXPECT_EQ(log.text(), "16 Cancelled, 17 ok");
}

Coro<> fail() {
    co_await sleep(1ms);
    throw ValueError("no");
}

TEST(Insist, DoesNotInsistOnWhatFails) {
    run_to_end([&]() -> Coro<> {
        const Result<> insisted = co_await insist(fail);
        EXPECT_EQ(insisted.failure().text(), "no");
    });
}

}  // namespace
}  // namespace foliot
