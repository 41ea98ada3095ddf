#include "sim/spend.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/callback.h"
#include "sim/sleep.h"
#include "sim/strategy.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Takes the option that became ready last.
class Newest final : public Strategy {
  public:
    void begin(std::uint64_t) override {}
    std::uint32_t pick(const ChoicePoint& point) override { return point.of - 1; }
};

TEST(Spend, TimePassesWithinTheStep) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        spend(5ms);
        EXPECT_EQ(VirtualClock::now(), VirtualTime(5ms));
        spend(0ms);
        spend(2ms);
        EXPECT_EQ(VirtualClock::now(), VirtualTime(7ms));
        co_return;
    });
    EXPECT_EQ(outcome.steps, 1U);
    EXPECT_EQ(outcome.time, VirtualTime(7ms));
}

TEST(Spend, WhatIsStartedAfterwardsCountsFromThen) {
    const Outcome outcome = run_to_end([]() -> Coro<> {
        spend(5ms);
        co_await sleep(10ms);
    });
    EXPECT_EQ(outcome.time, VirtualTime(15ms));
}

TEST(Spend, TimersThatAreDueThenRunInTheirOrderBehindWhatIsReady) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto say = [&log](const char* word) { return [&log, word] { log.add(word); }; };
        call_later(5ms, say("at the end"));
        call_later(2ms, say("second"));
        call_later(1ms, say("first"));
        call_later(6ms, say("later"));
        call_soon(say("before"));
        spend(5ms);
        call_soon(say("after"));
        co_await sleep(0ms);
        log.add("main");
        co_await sleep(2ms);
    });
    EXPECT_EQ(log.text(), "5 before, 5 after, 5 main, 5 first, 5 second, 5 at the end, 6 later");
}

TEST(Spend, TimersThatAreDueWaitForTheEndOfTheRound) {
    Log log;
    run_to_end([&]() -> Coro<> {
        call_later(1ms, [&] { log.add("timer"); });
        call_soon([&] {
            log.add("blocks");
            spend(3ms);
            call_soon([&] { log.add("soon"); });
        });
        call_soon([&] { log.add("same round"); });
        co_await sleep(5ms);
    });
    EXPECT_EQ(log.text(), "0 blocks, 3 same round, 3 soon, 3 timer");
}

TEST(Spend, ATimerThatIsDueMayOvertakeWhatIsReady) {
    Newest newest;
    LoopOptions options;
    options.strategy = &newest;
    Log log;
    const auto body = [&]() -> Coro<> {
        call_later(1ms, [&] { log.add("timer"); });
        call_soon([&] { log.add("soon"); });
        spend(1ms);
        co_await sleep(1ms);
    };
    run_to_end(body, options);
    EXPECT_EQ(log.text(), "1 timer, 1 soon");
}

TEST(Spend, BeyondTheTimeLimitTheRunEndsAfterTheStep) {
    LoopOptions options;
    options.time_limit = VirtualTime(10ms);
    bool went_on = false;
    const auto body = [&]() -> Coro<> {
        spend(4ms);
        spend(7ms);
        went_on = VirtualClock::now() == VirtualTime(11ms);
        co_await sleep(0ms);
        ADD_FAILURE() << "the run went on";
    };
    const Outcome outcome = outcome_of(body, options);
    EXPECT_EQ(text_of(outcome), "time_limit: the run took longer than 10000000 ns of virtual time");
    EXPECT_EQ(outcome.time, VirtualTime(4ms));
    EXPECT_TRUE(went_on);
    run_to_end(
        []() -> Coro<> {
            spend(10ms);
            co_return;
        },
        options);
}

TEST(Spend, EndsAtTheEndOfTime) {
    run_to_end([]() -> Coro<> {
        spend(1ms);
        spend(Duration::max());
        EXPECT_EQ(VirtualClock::now(), VirtualTime::max());
        co_return;
    });
}

TEST(Spend, RefusesANegativeDurationAndAnyPlaceOutsideOfSteps) {
    EXPECT_EQ(raised_by([] { spend(1ms); }), "Runtime: no running event loop");
    Loop loop;
    const Loop::Use guard(loop);
    EXPECT_EQ(raised_by([] { spend(1ms); }), "Runtime: spend() was called outside of a step");
    EXPECT_EQ(raised_by([] { spend(-1ns); }), "Value: spend() needs a duration of 0 or more");
    EXPECT_EQ(loop.now(), VirtualTime(0ms));
}

TEST(Spend, InAThreadOrAJobHoldsUpEverything) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = []() -> Coro<> {
            spend(3ms);
            co_await thread_sleep(0ms);
        };
        start_thread(body());
        co_await sleep(1ms);
        log.add("main");
        const auto job = [] { spend(4ms); };
        co_await to_thread(job, 1ms);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "3 main, 8 main");
}

TEST(Spend, WhereALoopIsTornDownIsNothing) {
    struct Costly {
        ~Costly() { spend(1ms); }
    };
    const auto body = []() -> Coro<> {
        const Costly costly;
        Future<> never;
        co_await never;
    };
    const Outcome outcome = outcome_of(body);
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(outcome.time, VirtualTime(0ms));
}

/// The events called spend.
class SpendEar final : public Observer {
  public:
    std::vector<std::string> events;
    std::source_location where;

    void on_event(const TraceEvent& event) override {
        if (event.kind != events::spend) return;
        events.push_back((event.task != nullptr ? event.task->name() : "nobody") + " " +
                         std::to_string(event.value) + " until " +
                         std::to_string(nanoseconds(event.time)));
        where = event.where;
    }
};

TEST(Spend, IsToldToObservers) {
    SpendEar ear;
    Loop loop;
    loop.observe(ear);
    const auto body = []() -> Coro<> {
        call_soon([] { spend(1ns); });
        co_await sleep(0ms);
        spend(20ns);
    };
    loop.run(body());
    EXPECT_EQ(ear.events, (std::vector<std::string>{"nobody 1 until 1", "main 20 until 21"}));
    EXPECT_NE(place_of(ear.where).find("sim/spend_test.cpp:"), std::string::npos);
}

TEST(Spend, WritesTheClockThatOthersRead) {
    const Heard heard = heard_in([]() -> Coro<> {
        spend(1ms);
        co_await sleep(0ms);
        co_await sleep(1ms);
        EXPECT_EQ(VirtualClock::now(), VirtualTime(2ms));
    });
    EXPECT_TRUE(heard.wrote(0, clock_path));
    EXPECT_TRUE(heard.read(1, clock_path));
    EXPECT_FALSE(heard.touched(2, clock_path));
    EXPECT_TRUE(heard.read(3, clock_path));
}

}  // namespace
}  // namespace foliot
