#include "sim/timer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <tuple>
#include <vector>

#include "sim/callback.h"
#include "sim/check.h"
#include "sim/rng.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Notes its number when it runs.
class Alarm final : public Timer {
  public:
    Alarm(int number, std::vector<int>& rang)
        : Timer(HandleKind::timer), number_(number), rang_(&rang) {}
    void run(detail::Kernel&) override { rang_->push_back(number_); }
    PathId path() const override { return root_path; }

  private:
    int number_;
    std::vector<int>* rang_;  // the test's
};

constexpr VirtualTime at(Duration time) {
    return virtual_start + time;
}

TEST(Timer, RunsInOrderOfDeadlineWhateverTheOrderOfCreation) {
    std::vector<int> rang;
    run_to_end([&]() -> Coro<> {
        std::deque<Alarm> alarms;
        for (const int ms : {30, 10, 50, 20, 40}) {
            detail::Kernel::current()->start(alarms.emplace_back(ms, rang), at(ms * 1ms));
        }
        co_await sleep(60ms);
    });
    EXPECT_EQ(rang, (std::vector<int>{10, 20, 30, 40, 50}));
}

TEST(Timer, WithEqualDeadlinesRunInOrderOfCreation) {
    std::vector<int> rang;
    std::vector<int> expected;
    run_to_end([&]() -> Coro<> {
        std::deque<Alarm> alarms;
        for (int i = 0; i < 100; ++i) {
            expected.push_back(i);
            detail::Kernel::current()->start(alarms.emplace_back(i, rang), at(5ms));
        }
        co_await sleep(6ms);
    });
    EXPECT_EQ(rang, expected);
}

TEST(Timer, ThatIsDueAtOnceRunsBehindWhatBecameReadyInTheRound) {
    std::vector<int> rang;
    run_to_end([&]() -> Coro<> {
        Alarm now(1, rang);
        Alarm past(2, rang);
        detail::Kernel::current()->start(now, detail::Kernel::current()->now());
        detail::Kernel::current()->start(past, at(-1ms));
        call_soon([&] { rang.push_back(3); });
        co_await sleep(0ms);  // queued before the timers join
        rang.push_back(4);
        co_await sleep(0ms);
    });
    EXPECT_EQ(rang, (std::vector<int>{3, 4, 2, 1}));
}

TEST(Timer, IsPendingUntilItIsReady) {
    std::vector<int> rang;
    run_to_end([&]() -> Coro<> {
        Alarm future(1, rang);
        Alarm due(2, rang);
        EXPECT_FALSE(future.pending());
        detail::Kernel::current()->start(future, at(5ms));
        detail::Kernel::current()->start(due, at(0ms));
        EXPECT_TRUE(future.pending());
        EXPECT_TRUE(due.pending());
        EXPECT_EQ(future.when(), at(5ms));
        co_await sleep(0ms);
        EXPECT_FALSE(due.pending());
        EXPECT_TRUE(due.queued());
        co_await sleep(5ms);
        EXPECT_FALSE(future.pending());
    });
    EXPECT_EQ(rang, (std::vector<int>{2, 1}));
}

TEST(Timer, ThatIsStoppedNeverRunsWhereverItIs) {
    std::vector<int> rang;
    run_to_end([&]() -> Coro<> {
        detail::Kernel& loop = *detail::Kernel::current();
        Alarm in_heap(1, rang);
        Alarm due(2, rang);
        Alarm queued(3, rang);
        loop.start(in_heap, at(5ms));
        loop.start(due, at(0ms));
        loop.stop(due);
        loop.start(queued, at(0ms));
        co_await sleep(0ms);
        EXPECT_TRUE(queued.queued());
        loop.stop(queued);
        loop.stop(in_heap);
        for (const Alarm* const alarm : {&in_heap, &due, &queued}) {
            EXPECT_FALSE(alarm->pending());
            EXPECT_FALSE(alarm->queued());
        }
        co_await sleep(10ms);
    });
    EXPECT_EQ(rang, std::vector<int>{});
}

TEST(Timer, StoppedAfterItRanCanBeStartedAgain) {
    std::vector<int> rang;
    run_to_end([&]() -> Coro<> {
        detail::Kernel& loop = *detail::Kernel::current();
        Alarm alarm(1, rang);
        loop.stop(alarm);
        loop.start(alarm, at(1ms));
        co_await sleep(2ms);
        loop.stop(alarm);
        loop.start(alarm, at(3ms));
        co_await sleep(2ms);
    });
    EXPECT_EQ(rang, (std::vector<int>{1, 1}));
}

TEST(Timer, StoppingOneThatIsReadyKeepsTheRound) {
    // The round that the stopped one stood in ends one handle earlier: a timer that is due now
    // joins before what the round makes ready later.
    std::vector<int> rang;
    run_to_end([&]() -> Coro<> {
        detail::Kernel& loop = *detail::Kernel::current();
        Alarm stopped(1, rang);
        Alarm due(2, rang);
        loop.start(stopped, at(1ms));
        call_later(1ms, [&] {
            loop.start(due, at(1ms));
            call_soon([&] { call_soon([&] { rang.push_back(3); }); });
        });
        co_await sleep_until(at(1ms));
        co_await sleep(1ms);
        rang.clear();
        loop.start(stopped, at(5ms));
        call_at(at(5ms), [&] {
            loop.start(due, at(5ms));
            call_soon([&] { call_soon([&] { rang.push_back(3); }); });
        });
        const CallHandle stopper = call_at(at(4ms), [&] { loop.stop(stopped); });
        co_await sleep(10ms);
    });
    EXPECT_EQ(rang, (std::vector<int>{2, 3}));
}

/// What the heap must do, done slowly: (deadline, order of creation, number).
using Planned = std::tuple<VirtualTime, int, int>;

TEST(Timer, AgreesWithASortedListUnderRandomStartsAndStops) {
    std::vector<int> rang;
    std::vector<int> expected;
    run_to_end([&]() -> Coro<> {
        detail::Kernel& loop = *detail::Kernel::current();
        constexpr int count = 500;
        std::deque<Alarm> alarms;
        for (int i = 0; i < count; ++i)
            alarms.emplace_back(i, rang);
        std::vector<Planned> planned;
        Rng rng(5);
        int created = 0;
        for (int round = 0; round < 200; ++round) {
            for (int i = 0; i < 40; ++i) {
                const auto number = static_cast<int>(rng.below(count));
                Alarm& alarm = alarms[static_cast<std::size_t>(number)];
                const auto known =
                    std::find_if(planned.begin(), planned.end(),
                                 [&](const Planned& one) { return std::get<2>(one) == number; });
                if (known != planned.end()) {
                    loop.stop(alarm);
                    planned.erase(known);
                } else {
                    // Few deadlines, so that many are equal.
                    const VirtualTime when =
                        loop.now() + Duration(1ms) * (1 + static_cast<int>(rng.below(15)));
                    loop.start(alarm, when);
                    planned.emplace_back(when, created++, number);
                }
            }
            co_await sleep(Duration(1ms) * static_cast<int>(rng.below(6)) + Duration(500us));
            std::sort(planned.begin(), planned.end());
            while (!planned.empty() && std::get<0>(planned.front()) <= loop.now()) {
                expected.push_back(std::get<2>(planned.front()));
                planned.erase(planned.begin());
            }
            FOLIOT_CHECK(rang == expected);
        }
        for (Alarm& alarm : alarms)
            loop.stop(alarm);
    });
    EXPECT_EQ(rang, expected);
    EXPECT_GT(rang.size(), 2000U);
}

}  // namespace
}  // namespace foliot
