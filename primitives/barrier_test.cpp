#include "primitives/barrier.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> party(Barrier& barrier, Log& log, std::string name) {
    const Result<std::size_t> index = co_await quietly(barrier.wait());
    log.add(name + " " + (index ? std::to_string(*index) : end_of(index)));
}

TEST(Barrier, LetsNobodyPassUntilAllPartiesAreThere) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(3);
        EXPECT_EQ(barrier.parties(), 3U);
        spawn(party(barrier, log, "a"));
        co_await sleep(1ms);
        spawn(party(barrier, log, "b"));
        co_await sleep(1ms);
        EXPECT_EQ(barrier.n_waiting(), 2U);
        log.add("main " + std::to_string(co_await barrier.wait()));
        EXPECT_EQ(barrier.n_waiting(), 0U);
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "2 main 2, 2 a 0, 2 b 1");
}

TEST(Barrier, TheLastPartyDoesNotWait) {
    run_to_end([]() -> Coro<> {
        Barrier barrier(1);
        const std::uint64_t step = Loop::current()->step();
        EXPECT_EQ(co_await barrier.wait(), 0U);
        EXPECT_EQ(co_await barrier.wait(), 0U);
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Barrier, CanBeUsedAgain) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(2);
        const auto twice = [&barrier, &log](std::string name) -> Coro<> {
            co_await party(barrier, log, name);
            co_await party(barrier, log, name);
        };
        const Task<> a = spawn(twice("a"));
        const Task<> b = spawn(twice("b"));
        co_await a;
        co_await b;
        EXPECT_EQ(barrier.n_waiting(), 0U);
    });
    EXPECT_EQ(log.text(), "0 b 1, 0 a 0, 0 b 1, 0 a 0");
}

TEST(Barrier, NewcomersWaitUntilTheRoundHasDrained) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(2);
        const Task<> a = spawn(party(barrier, log, "a"));
        co_await sleep(1ms);
        log.add("main " + std::to_string(co_await barrier.wait()));
        const Task<> next = spawn(party(barrier, log, "next"));  // arrives before a has left
        co_await sleep(0ms);
        co_await sleep(0ms);
        co_await sleep(0ms);
        EXPECT_EQ(barrier.n_waiting(), 1U);
        EXPECT_EQ(co_await barrier.wait(), 1U);
        co_await next;
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 main 1, 1 a 0, 1 next 0");
}

TEST(Barrier, ACancelledPartyLeavesItsPlaceAndTheNextTakesTheLowestFreeIndex) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(3);
        Task<> a = spawn(party(barrier, log, "a"));
        const Task<> b = spawn(party(barrier, log, "b"));
        co_await sleep(1ms);
        a.cancel();
        co_await a;
        EXPECT_EQ(barrier.n_waiting(), 1U);
        const Task<> c = spawn(party(barrier, log, "c"));
        co_await sleep(1ms);
        EXPECT_EQ(barrier.n_waiting(), 2U);
        const Task<> d = spawn(party(barrier, log, "d"));
        co_await b;
        co_await c;
        co_await d;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 2 d 2, 2 b 1, 2 c 0");
}

TEST(Barrier, APartyThatIsCancelledOnceTheRoundIsFullStillCounts) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(2);
        Task<> a = spawn(party(barrier, log, "a"));
        co_await sleep(1ms);
        log.add("main " + std::to_string(co_await barrier.wait()));
        a.cancel();
        co_await a;
        const Task<> b = spawn(party(barrier, log, "b"));
        co_await sleep(1ms);
        log.add("main " + std::to_string(co_await barrier.wait()));
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 main 1, 1 a Cancelled, 2 main 1, 2 b 0");
}

TEST(Barrier, AbortBreaksItForThoseWhoWaitAndAllWhoCome) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(3);
        const Task<> a = spawn(party(barrier, log, "a"));
        const Task<> b = spawn(party(barrier, log, "b"));
        co_await sleep(1ms);
        EXPECT_FALSE(barrier.broken());
        co_await barrier.abort();
        EXPECT_TRUE(barrier.broken());
        EXPECT_EQ(barrier.n_waiting(), 0U);
        co_await a;
        co_await b;
        const Result<std::size_t> late = co_await quietly(barrier.wait());
        EXPECT_EQ(late.failure().text(), "Barrier aborted");
        bool raised = false;
        try {
            co_await barrier.wait();
        } catch (const BrokenBarrierError&) {
            raised = true;
        }
        EXPECT_TRUE(raised);
    });
    EXPECT_EQ(log.text(), "1 a BrokenBarrier, 1 b BrokenBarrier");
}

TEST(Barrier, WhoWaitedWhenItBrokeIsToldSo) {
    run_to_end([]() -> Coro<> {
        Barrier barrier(2);
        std::string text;
        const auto body = [&]() -> Coro<> {
            const Result<std::size_t> ended = co_await quietly(barrier.wait());
            text = ended.failure().text();
        };
        const Task<> task = spawn(body());
        co_await sleep(1ms);
        co_await barrier.abort();
        co_await task;
        EXPECT_EQ(text, "Abort or reset of barrier");
    });
}

TEST(Barrier, ResetEmptiesItAndItCanBeUsedAgain) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(3);
        const Task<> a = spawn(party(barrier, log, "a"));
        const Task<> b = spawn(party(barrier, log, "b"));
        co_await sleep(1ms);
        co_await barrier.reset();
        EXPECT_EQ(barrier.n_waiting(), 0U);
        EXPECT_FALSE(barrier.broken());
        co_await a;
        co_await b;
        for (const char* const name : {"c", "d", "e"})
            spawn(party(barrier, log, name));
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "1 a BrokenBarrier, 1 b BrokenBarrier, 1 e 2, 1 c 0, 1 d 1");
}

TEST(Barrier, NewcomersOfAResetWaitUntilTheOldOnesHaveLeft) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(2);
        const Task<> a = spawn(party(barrier, log, "a"));
        co_await sleep(1ms);
        co_await barrier.reset();
        const Task<> b = spawn(party(barrier, log, "b"));  // a has not left yet
        const Task<> c = spawn(party(barrier, log, "c"));
        co_await a;
        co_await b;
        co_await c;
    });
    EXPECT_EQ(log.text(), "1 a BrokenBarrier, 1 c 1, 1 b 0");
}

TEST(Barrier, ResetMendsABrokenOneThatIsEmpty) {
    run_to_end([]() -> Coro<> {
        Barrier barrier(1);
        co_await barrier.abort();
        EXPECT_TRUE(barrier.broken());
        co_await barrier.reset();
        EXPECT_FALSE(barrier.broken());
        EXPECT_EQ(co_await barrier.wait(), 0U);
    });
}

TEST(Barrier, AbortOfARoundThatDrainsBreaksItForThoseWhoHaveNotLeft) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Barrier barrier(2);
        const Task<> a = spawn(party(barrier, log, "a"));
        co_await sleep(1ms);
        log.add("main " + std::to_string(co_await barrier.wait()));
        co_await barrier.abort();
        co_await a;
        EXPECT_TRUE(barrier.broken());
    });
    EXPECT_EQ(log.text(), "1 main 1, 1 a BrokenBarrier");
}

TEST(Barrier, NeedsAParty) {
    EXPECT_EQ(raised_by([] { const Barrier none(0); }), "Value: parties must be > 0");
}

TEST(Barrier, ADeadlockNamesItsCondition) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Barrier barrier(2, "start");
        co_await barrier.wait();
    });
    ASSERT_EQ(outcome.blocked.size(), 1U);
    EXPECT_EQ(outcome.blocked[0].waits_for, "Condition start");
}

}  // namespace
}  // namespace foliot
