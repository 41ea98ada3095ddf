#include "coordinator/detail/errand.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> fetch(Duration delay) {
    co_await sleep(delay);
    co_return 7;
}

Coro<> send(Errand<int>& errand, Log& log) {
    const Result<int> brought = co_await quietly(errand.run(fetch(10ms)));
    const bool cut_short = !brought && errand.cut_short(brought.failure());
    log.add(brought ? "brought" : cut_short ? "cut short" : end_of(brought));
    if (!brought && !cut_short) brought.failure().raise();
}

TEST(Errand, BringsWhatItWasSentFor) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        Errand<int> errand;
        co_await send(errand, log);
        co_await send(errand, log);
    });
    EXPECT_EQ(log.text(), "10 brought, 20 brought");
}

TEST(Errand, IsCutShortWithoutCancellingWhoeverSentIt) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        Errand<int> errand;
        const Task<> sender = spawn(send(errand, log));
        co_await sleep(4ms);
        errand.stop();
        co_await sender;
        EXPECT_TRUE(errand.stopped());
        EXPECT_FALSE(errand.missed().has_value());
    });
    EXPECT_EQ(log.text(), "4 cut short");
}

TEST(Errand, ACancellationOfTheSenderIsNoCut) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        Errand<int> errand;
        Task<> sender = spawn(send(errand, log));
        co_await sleep(4ms);
        errand.stop();
        sender.cancel();
        co_await ended(sender);
        EXPECT_TRUE(sender.cancelled());
    });
    EXPECT_EQ(log.text(), "4 Cancelled");
}

TEST(Errand, KnowsWhatWasBroughtToNobody) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        Errand<int> errand;
        Task<> sender = spawn(send(errand, log));
        co_await sleep(10ms);
        co_await sleep(0ms);  // it has come; the sender has not run yet
        sender.cancel();
        co_await ended(sender);
        EXPECT_TRUE(sender.cancelled());
        EXPECT_EQ(errand.missed().value_or(0), 7);
    });
    EXPECT_EQ(log.text(), "10 Cancelled");
}

}  // namespace
}  // namespace foliot
