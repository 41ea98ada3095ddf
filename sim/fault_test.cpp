#include "sim/fault.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "sim/loop.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"
#include "strategies/bytes.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

template <class Body>
Outcome under_seed(std::uint64_t seed, const Body& body) {
    RandomStrategy strategy;
    LoopOptions options;
    options.seed = seed;
    options.strategy = &strategy;
    return outcome_of(body, options);
}

int strikes_of(int opportunities, const Fault& fault) {
    int struck = 0;
    for (int i = 0; i < opportunities; ++i)
        struck += strikes(fault) ? 1 : 0;
    return struck;
}

TEST(Faults, NeverStrikeWhereNobodyAllowedThem) {
    EXPECT_FALSE(strikes(Fault::failure));  // outside of a loop either
    under_seed(1, []() -> Coro<> {
        EXPECT_EQ(strikes_of(10'000, Fault::failure), 0);
        allow_faults({.stalls = 3});
        EXPECT_EQ(strikes_of(10'000, Fault::failure), 0);
        co_return;
    });
}

TEST(Faults, NeverStrikeUnderFifo) {
    const Heard heard = heard_in([]() -> Coro<> {
        allow_faults({.failures = 3, .cancellations = 3});
        EXPECT_EQ(strikes_of(1'000, Fault::failure), 0);
        co_await sleep(1ms);
    });
    EXPECT_EQ(heard.count("fault 0 of 13"), 1U);  // one choice, and it was the tame one
}

TEST(Faults, StrikeAsOftenAsTheBudgetSaysAndNoMoreOften) {
    std::set<int> seen;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        under_seed(seed, [&seen]() -> Coro<> {
            allow_faults({.failures = 2});
            seen.insert(strikes_of(10'000, Fault::failure));
            co_return;
        });
    }
    EXPECT_EQ(seen, (std::set<int>{0, 1, 2}));
}

TEST(Faults, StrikeEarlyAndLate) {
    std::map<int, int> by_magnitude;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        under_seed(seed, [&by_magnitude]() -> Coro<> {
            allow_faults({.failures = 1});
            for (int i = 1; i < 5'000; ++i) {
                if (!strikes(Fault::failure)) continue;
                int magnitude = 0;
                while (i >> magnitude != 0)
                    ++magnitude;
                ++by_magnitude[magnitude];
            }
            co_return;
        });
    }
    EXPECT_EQ(by_magnitude.size(), 12U);
    for (const auto& [magnitude, count] : by_magnitude)
        EXPECT_GT(count, 15) << magnitude;
}

TEST(Faults, OfOneKindMoveNoneOfAnother) {
    const auto first_failure = [](std::uint32_t stalls) {
        int first = 0;
        under_seed(5, [&first, stalls]() -> Coro<> {
            allow_faults({.failures = 1, .stalls = stalls});
            for (int i = 1; i < 5'000 && first == 0; ++i) {
                static_cast<void>(strikes(Fault::stall));
                if (strikes(Fault::failure)) first = i;
            }
            co_return;
        });
        return first;
    };
    EXPECT_GT(first_failure(0), 0);
    EXPECT_EQ(first_failure(0), first_failure(3));
}

/// The first opportunity strikes where the bytes begin with 1: of magnitude 1 there is one.
Outcome at_first_opportunity(const std::function<Coro<>()>& body,
                             std::vector<std::uint8_t> bytes = {1}) {
    ByteStrategy strategy(std::move(bytes));
    LoopOptions options;
    options.strategy = &strategy;
    return outcome_of(body, options);
}

TEST(Faults, ADelayMakesALatencyLonger) {
    at_first_opportunity([]() -> Coro<> {
        allow_faults({.delays = 1, .delay = 7ms});
        const Latency latency(2ms);
        EXPECT_EQ(latency.choose("network"), 9ms);
        EXPECT_EQ(latency.choose("network"), 2ms);
        co_return;
    });
}

TEST(Faults, AStallHoldsAWorkerUp) {
    const Outcome outcome = at_first_opportunity([]() -> Coro<> {
        allow_faults({.stalls = 1, .stall = 7ms});
        ThreadPool pool(1);
        const Future<int> first = pool.submit([] { return 1; }, 2ms);
        const Future<int> second = pool.submit([] { return 2; }, 2ms);
        EXPECT_EQ(co_await first, 1);
        EXPECT_EQ(co_await second, 2);
    });
    EXPECT_EQ(outcome.time, virtual_start + 11ms);
}

TEST(Faults, AFailureTakesThePlaceOfAJob) {
    at_first_opportunity([]() -> Coro<> {
        allow_faults({.failures = 1});
        ThreadPool pool(1);
        int calls = 0;
        const Future<> first = pool.submit([&calls] { ++calls; });
        const Future<> second = pool.submit([&calls] { ++calls; });
        const Result<> failed = co_await quietly(first);
        EXPECT_EQ(failed.failure().text(), "a job failed: injected");
        co_await second;
        EXPECT_EQ(calls, 1);
    });
}

Coro<> napper() {
    co_await sleep(5ms);
}

/// How a task ends whose opportunities for a cancellation are counted from its spawn: "at spawn",
/// "as it waits", "as it is woken".
std::string napper_struck_at(std::uint32_t opportunity) {
    std::string end;
    // Of magnitude m there are 2^(m-1) offsets; the third byte says whom.
    const std::vector<std::uint8_t> bytes =
        opportunity == 1 ? std::vector<std::uint8_t>{1}
                         : std::vector<std::uint8_t>{2, static_cast<std::uint8_t>(opportunity - 2)};
    at_first_opportunity(
        [&end]() -> Coro<> {
            allow_faults({.cancellations = 1});
            const Task<> task = spawn(napper());
            const Result<> ended = co_await quietly(task);
            const auto at = nanoseconds(VirtualClock::now()) / 1'000'000;
            end = end_of(ended) + " after " + std::to_string(at) + " ms" +
                  (task.state().started() ? "" : ", never begun");
        },
        bytes);
    return end;
}

TEST(Faults, ACancellationStrikesAtAnyMomentOfATask) {
    EXPECT_EQ(napper_struck_at(1), "Cancelled after 0 ms, never begun");
    EXPECT_EQ(napper_struck_at(2), "Cancelled after 0 ms, never begun");  // as the root waits
    EXPECT_EQ(napper_struck_at(3), "Cancelled after 0 ms");               // as it waits itself
}

TEST(Faults, ACancellationStrikesAfterTheGrantToo) {
    std::set<std::string> ends;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        under_seed(seed, [&ends]() -> Coro<> {
            allow_faults({.cancellations = 1});
            const Task<> task = spawn(napper());
            const Result<> ended = co_await quietly(task);
            const auto at = nanoseconds(VirtualClock::now()) / 1'000'000;
            ends.insert(end_of(ended) + " after " + std::to_string(at));
        });
    }
    EXPECT_EQ(ends,
              (std::set<std::string>{"Cancelled after 0", "Cancelled after 5", "ok after 5"}));
}

TEST(Faults, ACancellationStrikesNeitherTheRootNorAThread) {
    const auto in_thread = []() -> Coro<> { co_await thread_sleep(1ms); };
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Outcome outcome = under_seed(seed, [&in_thread]() -> Coro<> {
            allow_faults({.cancellations = 3});
            const Thread<> thread = start_thread(in_thread());
            for (int i = 0; i < 20; ++i)
                co_await sleep(1ms);
            EXPECT_TRUE(thread.done());
        });
        ASSERT_EQ(text_of(outcome), "completed") << seed;
    }
}

const Fault loss({.name = "loss", .one = "loss", .many = "losses", .lasts = true});

TEST(Faults, OfAKindOfOnesOwnStrikeAsTheBudgetSays) {
    std::set<int> seen;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        under_seed(seed, [&seen]() -> Coro<> {
            allow_faults({.failures = 1, .others = {{loss, 2, 3ms}}});
            const FaultPlan& plan = *Loop::running().faults();
            seen.insert(strikes_of(10'000, loss));
            EXPECT_EQ(plan.struck(Fault::failure), 0U);
            EXPECT_EQ(plan.budget().takes(loss), 3ms);
            co_return;
        });
    }
    EXPECT_EQ(seen, (std::set<int>{0, 1, 2}));
}

TEST(Faults, OfAKindOfOnesOwnMoveNoneOfAnother) {
    const auto first_failure = [](std::uint32_t losses) {
        int first = 0;
        under_seed(5, [&first, losses]() -> Coro<> {
            allow_faults({.failures = 1, .others = {{loss, losses}}});
            for (int i = 1; i < 5'000 && first == 0; ++i) {
                static_cast<void>(strikes(loss));
                if (strikes(Fault::failure)) first = i;
            }
            co_return;
        });
        return first;
    };
    EXPECT_GT(first_failure(0), 0);
    EXPECT_EQ(first_failure(0), first_failure(3));
}

// Seeds and traces mean the same for ever.
TEST(Faults, KeepTheirKeys) {
    const std::vector<const Fault*> own{&Fault::delay, &Fault::failure, &Fault::stall,
                                        &Fault::disconnect, &Fault::cancel};
    for (std::size_t i = 0; i < own.size(); ++i) {
        EXPECT_EQ(own[i]->key(), i + 1);
        EXPECT_EQ(Fault::all()[i], own[i]);
    }
    EXPECT_EQ(loss.key(), 9271938U);
}

TEST(Faults, TheManualNamesEachKindOfFoliots) {
    std::ifstream file("docs/faults.md");
    const std::string manual{std::istreambuf_iterator<char>(file), {}};
    for (const Fault* const fault : Fault::all()) {
        if (fault == &loss) continue;
        const std::string row = "| `" + std::string(fault->name()) + "` | ";
        EXPECT_NE(manual.find(row), std::string::npos) << row;
    }
}

/// Hears of choices, and of nothing else.
class ChoicesHeard final : public Observer {
  public:
    std::vector<std::string> labels;

    Hears hears() const override { return {false, true, false, false, false}; }
    void on_choice(const Decision& decision) override { labels.emplace_back(decision.point.label); }
};

TEST(Faults, AreHeardOfUnderFifoByWhoeverHearsChoicesAlone) {
    ChoicesHeard heard;
    Loop loop;
    loop.observe(heard);
    const auto body = []() -> Coro<> {
        allow_faults({.failures = 1});
        EXPECT_FALSE(strikes(Fault::failure));
        co_return;
    };
    loop.run(body());
    EXPECT_EQ(heard.labels, (std::vector<std::string>{"failure far off"}));
}

TEST(Faults, AreSeenInTraces) {
    ByteStrategy strategy({2, 1});
    LoopOptions options;
    options.strategy = &strategy;
    const auto body = []() -> Coro<> {
        allow_faults({.failures = 1});
        EXPECT_FALSE(strikes(Fault::failure, "call"));
        EXPECT_FALSE(strikes(Fault::failure, "call"));
        EXPECT_TRUE(strikes(Fault::failure, "call"));
        co_return;
    };
    const Heard heard = heard_in(body, options);
    EXPECT_EQ(heard.count("fault 2 of 13"), 1U);
    EXPECT_EQ(heard.count("fault 1 of 2"), 1U);
    EXPECT_EQ(heard.count("main: fault failure call"), 1U);
}

}  // namespace
}  // namespace foliot
