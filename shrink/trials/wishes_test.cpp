#include "shrink/trials/wishes.h"

#include <gtest/gtest.h>

#include <string>

#include "shrink/trials/listed_run.h"
#include "shrink/trials/step_order.h"
#include "sim/coro.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "strategies/random.h"

namespace foliot {
namespace {

Coro<> write(std::string& log, char letter, int times) {
    for (int i = 0; i < times; ++i) {
        log += letter;
        if (i + 1 < times) co_await sleep(Duration::zero());
    }
}

/// Three tasks that write "abc" under fifo, `times` times.
Coro<> write_all(std::string& log, int times) {
    auto a = spawn(write(log, 'a', times), "a");
    auto b = spawn(write(log, 'b', times), "b");
    auto c = spawn(write(log, 'c', times), "c");
    co_await a;
    co_await b;
    co_await c;
}

std::string written(Strategy& strategy, int times = 2) {
    LoopOptions options;
    options.strategy = &strategy;
    std::string log;
    Loop loop(options);
    EXPECT_FALSE(loop.run(write_all(log, times)).failed());
    return log;
}

std::string written(const std::vector<Wish>& wishes,
                    WishedRun::Manner manner = WishedRun::Manner::hurry) {
    WishedRun run(wishes, manner);
    return written(run);
}

/// The step that writes the `nth` letter in fifo's run, counted from 0: main runs before them.
MadeStep step_that_writes(std::size_t nth) {
    ListedRun fifo({});
    EXPECT_EQ(written(fifo), "abcabc");
    return fifo.take().steps.at(nth + 1);
}

TEST(WishedRun, WithoutWishesItIsFifos) {
    EXPECT_EQ(written(std::vector<Wish>()), "abcabc");
}

TEST(WishedRun, OneOvertakesAnotherAndTheOthersStayAsTheyWere) {
    const MadeStep a = step_that_writes(0);
    const MadeStep c = step_that_writes(2);
    EXPECT_EQ(written({{Wish::Kind::overtake, c.key, a.key, c.who, 0}}), "cabcab");
}

TEST(WishedRun, OneRunsAsSoonAsItCan) {
    const MadeStep c = step_that_writes(5);  // its second step, ready once the first has run
    EXPECT_EQ(written({{Wish::Kind::soon, c.key, 0, c.who, 0}}), "abccab");
}

TEST(WishedRun, AnOrderHoldsByHurryOrByDelay) {
    const MadeStep a = step_that_writes(0);
    const MadeStep c = step_that_writes(2);
    const std::vector<Wish> order{{Wish::Kind::order, c.key, a.key, c.who, 0}};
    EXPECT_EQ(written(order, WishedRun::Manner::hurry), "cabcab");
    EXPECT_EQ(written(order, WishedRun::Manner::delay), "bcabca");
}

TEST(WishedRun, WhatCannotBeIsLetGo) {
    const MadeStep a = step_that_writes(0);
    const MadeStep b = step_that_writes(1);
    const std::vector<Wish> circle{{Wish::Kind::order, b.key, a.key, b.who, 0},
                                   {Wish::Kind::order, a.key, b.key, a.who, 0},
                                   {Wish::Kind::overtake, 12'345, a.key, 1, 0}};
    const std::string log = written(circle, WishedRun::Manner::delay);
    EXPECT_EQ(log.size(), 6U);
}

TEST(WishedRun, MakesTheChoicesOfAnyRunAgain) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        RandomStrategy random;
        LoopOptions options;
        options.seed = seed;
        options.strategy = &random;
        std::string log;
        std::vector<ListedChoice> list;
        {
            /// Writes down the options taken.
            class Taken final : public Observer {
              public:
                explicit Taken(std::vector<ListedChoice>& to) : to_(to) {}
                void on_choice(const Decision& decision) override {
                    to_.push_back({decision.point.kind, decision.taken});
                }

              private:
                std::vector<ListedChoice>& to_;
            };
            Taken taken(list);
            Loop loop(options);
            loop.observe(taken);
            loop.run(write_all(log, 3));
        }
        ListedRun listed(list);
        EXPECT_EQ(written(listed, 3), log);
        const FollowedRun made = listed.take();
        WishedRun wished(wishes_of(made.choices), WishedRun::Manner::hurry);
        EXPECT_EQ(written(wished, 3), log);
        std::vector<StepKey> order;
        for (const MadeStep& step : made.steps)
            order.push_back(step.key);
        StepOrder ordered(order, made.choices);
        EXPECT_EQ(written(ordered, 3), log);
    }
}

}  // namespace
}  // namespace foliot
