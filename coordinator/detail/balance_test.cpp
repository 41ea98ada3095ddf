#include "coordinator/detail/balance.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Works in turns of 10 ms while it has a seat.
Coro<> work(Balance& balance, std::string name, Log& log) {
    for (;;) {
        Balance::Seat seat = co_await balance.sit();
        log.add("+" + name);
        do
            co_await sleep(10ms);
        while (!seat.removed());
        log.add("-" + name);
    }
}

TEST(Balance, ChangesNothingBetweenItsLimits) {
    run_to_end([]() -> Coro<> {
        CoordinatorStatistics statistics;
        Balance balance(3, BalanceLimits{100, 10, 5}, statistics);
        EXPECT_EQ(balance.seats_most(), 5U);
        for (const std::size_t backlog : {99, 11, 99})
            balance.adjust(backlog);
        EXPECT_EQ(balance.seats(), 3U);
        balance.adjust(100);
        for (const std::size_t backlog : {99, 11, 99})
            balance.adjust(backlog);
        EXPECT_EQ(balance.seats(), 4U);
        balance.adjust(10);
        EXPECT_EQ(balance.seats(), 3U);
        co_return;
    });
}

TEST(Balance, StaysWithinLeastAndMost) {
    run_to_end([]() -> Coro<> {
        CoordinatorStatistics statistics;
        Balance balance(3, BalanceLimits{100, 10, 5}, statistics);
        for (int i = 0; i < 9; ++i)
            balance.adjust(1'000);
        EXPECT_EQ(balance.seats(), 5U);
        EXPECT_EQ(statistics.processors_most, 5U);
        for (int i = 0; i < 9; ++i)
            balance.adjust(0);
        EXPECT_EQ(balance.seats(), 3U);
        EXPECT_EQ(Balance(3, BalanceLimits{100, 10, 1}, statistics).seats_most(), 3U);
        co_return;
    });
}

TEST(Balance, SeatsAreTakenAndGivenUp) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        CoordinatorStatistics statistics;
        Balance balance(1, BalanceLimits{100, 10, 3}, statistics);
        Task<> a = spawn(work(balance, "a", log));
        Task<> b = spawn(work(balance, "b", log));
        Task<> c = spawn(work(balance, "c", log));
        co_await sleep(5ms);
        balance.adjust(100);
        co_await sleep(10ms);
        balance.adjust(0);
        co_await sleep(20ms);  // b was the first to look
        a.cancel();            // its seat goes to the next
        co_await sleep(1ms);
        balance.open();
        co_await sleep(1ms);
        b.cancel();
        c.cancel();
        static_cast<void>(co_await quietly(a));
        static_cast<void>(co_await quietly(b));
        static_cast<void>(co_await quietly(c));
    });
    EXPECT_EQ(log.text(), "0 +a, 5 +b, 15 -b, 35 +c, 36 +b");
}

TEST(Balance, ASurplusThatNobodyNoticedIsTakenBack) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        CoordinatorStatistics statistics;
        Balance balance(1, BalanceLimits{100, 10, 2}, statistics);
        Task<> a = spawn(work(balance, "a", log));
        Task<> b = spawn(work(balance, "b", log));
        co_await sleep(1ms);
        balance.adjust(100);
        co_await sleep(1ms);
        balance.adjust(0);
        balance.adjust(100);
        co_await sleep(50ms);
        a.cancel();
        b.cancel();
        static_cast<void>(co_await quietly(a));
        static_cast<void>(co_await quietly(b));
    });
    EXPECT_EQ(log.text(), "0 +a, 1 +b");
}

}  // namespace
}  // namespace foliot
