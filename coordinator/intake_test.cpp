#include "coordinator/intake.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/common.h"
#include "coordinator/testing/feeds.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(Intake, SkipsAndCountsWhatNobodyWants) {
    run_to_end([]() -> Coro<> {
        CoordinatorSettings settings;
        settings.subscriptions = {"2"};
        Common common(settings);
        for (int i = 1; i <= 3; ++i)
            static_cast<void>(co_await common.intake.accept(update_of(i)));
        EXPECT_EQ(common.statistics.received, 3);
        EXPECT_EQ(common.statistics.skipped, 2);
        const std::vector<MarketDataUpdate> batch = co_await common.handover.take(10);
        EXPECT_EQ(symbols_of(batch), "2");
        common.subscriptions.subscribe("3");
        static_cast<void>(co_await common.intake.accept(update_of(3)));
        EXPECT_EQ(common.statistics.skipped, 2);
    });
}

Coro<> bring(Intake::Source, Duration delay) {
    co_await sleep(delay);
}

TEST(Intake, IsOverWhenTheLastSourceHasEnded) {
    const VirtualTime end = run_to_end([]() -> Coro<> {
                                Common common(CoordinatorSettings{});
                                Intake& intake = common.intake;
                                const Task<> one = spawn(bring(Intake::Source(intake), 10ms));
                                Task<> other = spawn(bring(Intake::Source(intake), 99ms));
                                other.cancel();  // never begins
                                co_await intake.over().wait();
                                co_await one;
                                co_await ended(other);
                            }).time;
    EXPECT_EQ(end, virtual_start + 10ms);
}

TEST(Intake, LosesNothingUncounted) {
    run_to_end([]() -> Coro<> {
        Common common(CoordinatorSettings{});
        common.intake.lose(3);
        EXPECT_EQ(common.statistics.received, 3);
        EXPECT_EQ(common.statistics.lost(), 0);
        co_return;
    });
}

}  // namespace
}  // namespace foliot
