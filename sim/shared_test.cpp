#include "sim/shared.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/sleep.h"
#include "sim/testing/heard.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(Shared, EveryLookIsAReadInTheStepsFootprint) {
    PathId path{};
    std::uint64_t looked = 0;
    const Heard seen = heard_in([&]() -> Coro<> {
        const Shared<int> x(7);
        path = x.path();
        co_await sleep(0ms);
        looked = this_step();
        EXPECT_EQ(x.get(), 7);
        co_await sleep(0ms);
        const int value = x;
        EXPECT_EQ(value, 7);
        co_await sleep(0ms);
    });
    for (const std::uint64_t step : {looked, looked + 1}) {
        EXPECT_TRUE(seen.read(step, path)) << step;
        EXPECT_FALSE(seen.wrote(step, path)) << step;
    }
    EXPECT_FALSE(seen.touched(looked + 2, path));
}

TEST(Shared, EveryChangeIsAWriteInTheStepsFootprint) {
    PathId path{};
    std::uint64_t changed = 0;
    const Heard seen = heard_in([&]() -> Coro<> {
        Shared<int> x;
        path = x.path();
        co_await sleep(0ms);
        changed = this_step();
        x.set(1);
        co_await sleep(0ms);
        x = 2;
        co_await sleep(0ms);
        x += 3;
        co_await sleep(0ms);
        x -= 1;
        co_await sleep(0ms);
        x.update([](int& value) { value *= 10; });
        co_await sleep(0ms);
        EXPECT_EQ(x.get(), 40);
    });
    for (std::uint64_t step = changed; step < changed + 5; ++step)
        EXPECT_TRUE(seen.wrote(step, path)) << step;
    EXPECT_FALSE(seen.wrote(changed + 5, path));
}

TEST(Shared, AChangeInPlaceGivesWhatItReturns) {
    Shared<std::vector<int>> items({1, 2, 3});
    const int last = items.update([](std::vector<int>& each) {
        const int taken = each.back();
        each.pop_back();
        return taken;
    });
    EXPECT_EQ(last, 3);
    EXPECT_EQ(items.get().size(), 2U);
}

TEST(Shared, TracesShowWhatWasReadAndWritten) {
    const Heard seen = heard_in([]() -> Coro<> {
        Shared<int> x(0, "balance");
        x += 5;
        static_cast<void>(x.get());
        co_return;
    });
    EXPECT_EQ(seen.count("main: write Shared balance"), 1U);
    EXPECT_EQ(seen.count("main: read Shared balance"), 1U);
}

TEST(Shared, AVariableMadeBeforeTheRunHasTheSamePathWhoeverUsesItFirst) {
    const auto path_in_run = [](bool first) {
        PathId path{};
        Loop loop;
        Shared<int> x;
        {
            const Loop::Use use(loop);
            static_cast<void>(x.get());
        }
        const auto body = [&](bool other) -> Coro<> {
            if (other) co_await sleep(0ms);
            x = 1;
            path = x.path();
        };
        EXPECT_FALSE(loop.run(body(first)).failed());
        return path;
    };
    EXPECT_EQ(path_in_run(false), path_in_run(true));
}

}  // namespace
}  // namespace foliot
