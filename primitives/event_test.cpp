#include "primitives/event.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> waiter(Event& event, Log& log, std::string name) {
    const Result<bool> waited = co_await quietly(event.wait());
    log.add(name + " " + (waited && *waited ? "ok" : end_of(waited)));
}

TEST(Event, SetWakesEveryWaiterInTheOrderInWhichTheyBeganToWait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        for (const char* const name : {"a", "b", "c"})
            spawn(waiter(event, log, name));
        co_await sleep(2ms);
        EXPECT_FALSE(event.is_set());
        event.set();
        EXPECT_TRUE(event.is_set());
        log.add("set");
        co_await sleep(0ms);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "2 set, 2 a ok, 2 b ok, 2 c ok, 2 main");
}

TEST(Event, WaitingForOneThatIsSetIsNoSchedulingPoint) {
    run_to_end([]() -> Coro<> {
        Event event;
        event.set();
        const std::uint64_t step = Loop::current()->step();
        EXPECT_TRUE(co_await event.wait());
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Event, AWokenWaiterReturnsThoughTheFlagIsClearedBeforeItRuns) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        const Task<> a = spawn(waiter(event, log, "a"));
        co_await sleep(1ms);
        event.set();
        event.clear();
        co_await a;
        EXPECT_FALSE(event.is_set());
    });
    EXPECT_EQ(log.text(), "1 a ok");
}

TEST(Event, AfterClearTasksWaitAgain) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        event.set();
        event.clear();
        const Task<> a = spawn(waiter(event, log, "a"));
        co_await sleep(3ms);
        event.set();
        co_await a;
    });
    EXPECT_EQ(log.text(), "3 a ok");
}

TEST(Event, SettingItTwiceWakesNobodyTwice) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        const Task<> a = spawn(waiter(event, log, "a"));
        co_await sleep(1ms);
        event.set();
        event.set();
        event.clear();
        event.set();
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 a ok");
}

TEST(Event, ACancelledWaiterLeavesTheOthersWaiting) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        Task<> a = spawn(waiter(event, log, "a"));
        const Task<> b = spawn(waiter(event, log, "b"));
        co_await sleep(1ms);
        a.cancel();
        event.set();  // skips the cancelled one
        co_await b;
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b ok");
}

TEST(Event, AWaiterThatIsCancelledAfterItWasWokenIsCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Event event;
        Task<> a = spawn(waiter(event, log, "a"));
        co_await sleep(1ms);
        event.set();
        a.cancel();
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled");
}

TEST(Event, ACancelledTaskMayPassOneThatIsSetButNotWait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log]() -> Coro<> {
            Event event;
            event.set();
            current_task().cancel();
            co_await event.wait();
            log.add("passed");
            event.clear();
            const Result<bool> waited = co_await quietly(event.wait());
            log.add(end_of(waited));
        };
        co_await spawn(body());
    });
    EXPECT_EQ(log.text(), "0 passed, 0 Cancelled");
}

TEST(Event, WorksOutsideOfALoopAsLongAsNobodyWaits) {
    Event event;
    event.set();
    EXPECT_TRUE(event.is_set());
    event.clear();
    EXPECT_FALSE(event.is_set());
}

TEST(Event, ADeadlockNamesIt) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Event event("ready");
        co_await event.wait();
    });
    ASSERT_EQ(outcome.blocked.size(), 1U);
    EXPECT_EQ(outcome.blocked[0].waits_for, "Event ready");
}

}  // namespace
}  // namespace foliot
