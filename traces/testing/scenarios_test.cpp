#include "traces/testing/scenarios.h"

#include <gtest/gtest.h>

#include <chrono>

#include "primitives/lock.h"
#include "sim/check.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot {

namespace {

Coro<> deposit(Lock& lock, int& balance) {
    auto held = co_await lock.scoped();
    const int seen = balance;
    co_await sleep(std::chrono::milliseconds(1));
    balance = seen + 10;
}

Coro<> pay_interest_locked(Lock& lock, int& balance) {
    auto held = co_await lock.scoped();
    co_await sleep(std::chrono::milliseconds(1));
    balance += 10;
}

Coro<> transfer(Lock& first, Lock& second) {
    auto held = co_await first.scoped();
    co_await sleep(Duration::zero());
    auto both = co_await second.scoped();
}

}  // namespace

Coro<> pay_interest(int& balance) {
    co_await sleep(std::chrono::milliseconds(1));
    balance += 10;
}

Coro<> account() {
    Lock lock("account");
    int balance = 0;
    Task<> deposits = spawn(deposit(lock, balance), "deposit");
    Task<> interest = spawn(pay_interest(balance), "pay_interest");
    co_await deposits;
    co_await interest;
    FOLIOT_CHECK(balance == 20);
}

Coro<> mended_account() {
    Lock lock("account");
    int balance = 0;
    Task<> deposits = spawn(deposit(lock, balance), "deposit");
    Task<> interest = spawn(pay_interest_locked(lock, balance), "pay_interest");
    co_await deposits;
    co_await interest;
    FOLIOT_CHECK(balance == 20);
}

Coro<> crossed_locks() {
    Lock a;
    Lock b;
    Task<> there = spawn(transfer(a, b), "there");
    Task<> back = spawn(transfer(b, a), "back");
    co_await there;
    co_await back;
}

namespace {

TEST(Scenarios, FailWhereTheirTestsNeedIt) {
    EXPECT_FALSE(record_fifo([] { return account(); }).outcome.failed());
    EXPECT_EQ(record_failure([] { return account(); }).outcome.verdict, Verdict::check);
    EXPECT_EQ(record_fifo([] { return crossed_locks(); }).outcome.verdict, Verdict::deadlock);
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        EXPECT_FALSE(record([] { return mended_account(); }, seed).outcome.failed()) << seed;
    }
}

}  // namespace
}  // namespace foliot
