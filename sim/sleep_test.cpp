#include "sim/sleep.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> named_sleeper(Duration delay, Log& log, std::string name) {
    co_await sleep(delay);
    log.add(name);
}

TEST(Sleep, EndsWhenItsDelayHasPassed) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<> b = spawn(named_sleeper(5ms, log, "b"));
        const Task<> a = spawn(named_sleeper(2ms, log, "a"));
        co_await sleep(3ms);
        log.add("main");
        co_await b;
        co_await a;
    });
    EXPECT_EQ(log.text(), "2 a, 3 main, 5 b");
}

TEST(Sleep, OfEqualLengthEndInTheOrderInWhichTheyBegan) {
    Log log;
    run_to_end([&]() -> Coro<> {
        for (const char* const name : {"a", "b", "c"})
            spawn(named_sleeper(5ms, log, name));
        co_await sleep(6ms);
    });
    EXPECT_EQ(log.text(), "5 a, 5 b, 5 c");
}

TEST(Sleep, OfZeroOrLessLetsEverythingReadyRunFirst) {
    Log log;
    run_to_end([&]() -> Coro<> {
        spawn(named_sleeper(0ms, log, "zero"));
        spawn(named_sleeper(-5ms, log, "negative"));
        call_soon([&] { log.add("callback"); });
        co_await sleep(0ms);
        log.add("main");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "0 callback, 0 main, 0 zero, 0 negative");
}

TEST(Sleep, BeginsAtTheAwaitNotAtTheCall) {
    run_to_end([]() -> Coro<> {
        Sleep prepared = sleep(5ms);
        co_await sleep(10ms);
        co_await prepared;
        EXPECT_EQ(VirtualClock::now(), virtual_start + 15ms);
    });
}

TEST(Sleep, ThatIsNeverAwaitedDoesNothing) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        { [[maybe_unused]] const Sleep dropped = sleep(5ms); }
        co_return;
    });
    EXPECT_EQ(outcome.steps, 1U);
}

TEST(Sleep, UntilEndsAtThatTime) {
    run_to_end([]() -> Coro<> {
        co_await sleep_until(virtual_start + 7ms);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 7ms);
    });
}

TEST(Sleep, UntilATimeThatHasPassedYieldsOnce) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        co_await sleep_until(virtual_start);
        co_await sleep_until(VirtualTime::min());
        EXPECT_EQ(VirtualClock::now(), virtual_start);
        co_await sleep(1ms);
        co_await sleep_until(VirtualTime::min());
        EXPECT_EQ(VirtualClock::now(), virtual_start + 1ms);
    });
    EXPECT_EQ(outcome.steps, 6U);
}

TEST(Sleep, BeyondTheEndOfTimeLastsUntilThen) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        co_await sleep(1ms);
        co_await sleep(Duration::max());
        EXPECT_EQ(VirtualClock::now(), VirtualTime::max());
    });
    EXPECT_EQ(outcome.time, VirtualTime::max());
}

TEST(Sleep, SaysUntilWhenAndAYieldThatItIsOne) {
    run_to_end([]() -> Coro<> {
        Sleep sleeping = sleep(5ms);
        const auto body = [](Sleep* awaited) -> Coro<> { co_await *awaited; };
        const Task<> task = spawn(body(&sleeping));
        co_await sleep(1ms);
        EXPECT_EQ(sleeping.awaited(), "sleep until 5000000 ns");
        EXPECT_EQ(sleep(0ms).awaited(), "sleep of 0");
        co_await task;
    });
}

TEST(VirtualClock, IsConstantDuringAStepAndEndsWithIt) {
    run_to_end([]() -> Coro<> {
        const VirtualTime before = VirtualClock::now();
        for (int i = 0; i < 1000; ++i)
            EXPECT_EQ(VirtualClock::now(), before);
        co_await sleep(1ns);
        EXPECT_EQ(VirtualClock::now(), before + 1ns);
        EXPECT_EQ(nanoseconds(VirtualClock::now()), 1);
    });
}

TEST(VirtualClock, LaterStopsAtTheEndOfTime) {
    EXPECT_EQ(later(virtual_start, 5ms), virtual_start + 5ms);
    EXPECT_EQ(later(virtual_start, -5ms), virtual_start - 5ms);
    EXPECT_EQ(later(virtual_start + 1ns, Duration::max()), VirtualTime::max());
    EXPECT_EQ(later(virtual_start, Duration::max()), VirtualTime::max());
    EXPECT_EQ(later(VirtualTime::max(), 1ns), VirtualTime::max());
}

}  // namespace
}  // namespace foliot
