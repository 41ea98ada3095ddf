#include "coordinator/detail/idle_watch.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(IdleWatch, SeesUpdatesThatLieThereWhileAProcessorWaits) {
    IdleWatch watch;
    run_to_end([&]() -> Coro<> {
        const IdleWatch::Waiting waiting(watch);
        co_await sleep(5ms);
        watch.holds(1);
        co_await sleep(3ms);
        watch.holds(2);
        co_await sleep(4ms);
        watch.holds(0);
        co_await sleep(9ms);
    });
    EXPECT_EQ(watch.longest(), 7ms);
}

TEST(IdleWatch, SeesNoNeglectWhereEverybodyIsBusy) {
    IdleWatch watch;
    run_to_end([&]() -> Coro<> {
        watch.holds(3);
        co_await sleep(3ms);
    });
    EXPECT_EQ(watch.longest(), 0ms);
}

TEST(IdleWatch, CountsAWaitFromItsBeginToItsEnd) {
    IdleWatch watch;
    run_to_end([&]() -> Coro<> {
        watch.holds(3);
        co_await sleep(3ms);
        {
            const IdleWatch::Waiting first(watch);
            co_await sleep(1ms);
            const IdleWatch::Waiting second(watch);
            co_await sleep(1ms);
        }
        co_await sleep(3ms);
    });
    EXPECT_EQ(watch.longest(), 2ms);
}

TEST(IdleWatch, DoesNotMindWhatHappensWithinAnInstant) {
    IdleWatch watch;
    run_to_end([&]() -> Coro<> {
        const IdleWatch::Waiting waiting(watch);
        for (int i = 0; i < 3; ++i) {
            watch.holds(1);
            co_await sleep(0ms);
            watch.holds(0);
            co_await sleep(1ms);
        }
    });
    EXPECT_EQ(watch.longest(), 0ms);
}

}  // namespace
}  // namespace foliot
