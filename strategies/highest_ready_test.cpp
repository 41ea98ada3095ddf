#include "strategies/highest_ready.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "sim/callback.h"
#include "sim/sleep.h"
#include "sim/strategy.h"
#include "sim/task.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Takes the highest, and compares it with what a look at all options gives.
class Compared final : public Strategy {
  public:
    void begin(std::uint64_t seed) override {
        seed_ = seed;
        ready_.forget();
    }
    std::uint32_t pick(const ChoicePoint& point) override {
        if (point.kind != ChoiceKind::ready) return ++ticks_ % 2;
        const auto priority_of = [this](const Handle& handle) {
            return mix(seed_, static_cast<std::uint64_t>(handle.path())) % 50;  // with equals
        };
        std::uint32_t best = 0;
        for (std::uint32_t rank = 1; rank < point.of; ++rank) {
            const detail::Kernel& loop = *point.loop;
            if (priority_of(loop.option(rank)) > priority_of(loop.option(best))) best = rank;
        }
        const std::uint32_t found = ready_.find(point, priority_of);
        EXPECT_EQ(found, best) << "of " << point.of << " at choice " << choices;
        if (++choices % 97 == 0) {
            ++seed_;  // priorities change
            ready_.forget();
            const std::uint32_t other = ready_.find(point, priority_of);
            ready_.take();
            return other;
        }
        ready_.take();
        most = std::max(most, point.of);
        return found;
    }

    std::uint64_t choices = 0;
    std::uint32_t most = 0;

  private:
    std::uint64_t seed_ = 0;
    std::uint32_t ticks_ = 0;
    HighestReady ready_;
};

Coro<> busy(int number) {
    for (int i = 0; i < 5; ++i) {
        auto called = call_soon([] {});
        co_await sleep(number % 3 == 0 ? 0ms : 1ms * (number % 7));
        if (number % 11 == 0) called.cancel();
        if (number % 13 == 0) spawn(busy(1));
    }
}

Coro<> crowd() {
    std::vector<Task<>> tasks;
    for (int i = 0; i < 300; ++i)
        tasks.push_back(spawn(busy(i)));
    for (const Task<>& task : tasks)
        co_await task;
    co_await sleep(1s);
}

TEST(HighestReady, IsWhatALookAtAllOptionsFinds) {
    for (const bool racing : {false, true}) {
        Compared strategy;
        LoopOptions options;
        options.strategy = &strategy;
        options.racing_clock = racing;
        options.allow_left_over = true;
        Loop loop(options);
        const Outcome outcome = loop.run(crowd());
        EXPECT_FALSE(outcome.failed()) << outcome.message;
        EXPECT_GT(strategy.choices, 3'000U);
        EXPECT_GT(strategy.most, 300U);
        EXPECT_GT(detail::kernel_of(loop).withdrawals(), 0U);
    }
}

}  // namespace
}  // namespace foliot
