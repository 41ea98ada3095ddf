#include "sim/choice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/check.h"
#include "sim/latency.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;
using Numbers = std::map<std::string, std::vector<std::uint64_t>>;

LoopOptions seeded(std::uint64_t seed, Strategy* strategy = nullptr) {
    LoopOptions options;
    options.seed = seed;
    options.strategy = strategy;
    return options;
}

/// Takes the last of all options, whatever they are.
class Last final : public Strategy {
  public:
    void begin(std::uint64_t) override {}
    std::uint32_t pick(const ChoicePoint& point) override { return point.of - 1; }
};

Coro<> chooser(std::string name, int times, Numbers& seen) {
    for (int i = 0; i < times; ++i) {
        const std::uint32_t value = choose(1000, "number");
        seen[name].push_back(value);
        co_await sleep(0ms);
    }
}

Coro<> drawer(std::string name, int times, Numbers& seen) {
    for (int i = 0; i < times; ++i) {
        const std::uint64_t value = draw(1'000'000);
        seen[name].push_back(value);
        co_await sleep(0ms);
    }
}

template <class Body>
Numbers of_two_tasks(Body body, int first, const LoopOptions& options) {
    Numbers seen;
    run_to_end(
        [&]() -> Coro<> {
            const Task<> a = spawn(body("a", first, seen));
            const Task<> b = spawn(body("b", 4, seen));
            co_await a;
            co_await b;
        },
        options);
    return seen;
}

TEST(Choose, GivesZeroUnderFifo) {
    run_to_end([]() -> Coro<> {
        for (int i = 0; i < 100; ++i)
            EXPECT_EQ(choose(1000, "number"), 0U);
        co_return;
    });
}

TEST(Choose, OneOptionIsNoChoice) {
    const Heard heard = heard_in([]() -> Coro<> {
        EXPECT_EQ(choose(1, "only"), 0U);
        co_return;
    });
    EXPECT_EQ(heard.count("value 0 of 1"), 0U);
}

TEST(Choose, NoOptionsAreRefused) {
    run_to_end([]() -> Coro<> {
        EXPECT_EQ(raised_by([] { choose(0, "none"); }),
                  "Value: choose() needs at least one option");
        co_return;
    });
}

TEST(Choose, AsksTheStrategy) {
    Last last;
    run_to_end(
        []() -> Coro<> {
            EXPECT_EQ(choose(7, "number"), 6U);
            EXPECT_EQ(choose(2, "fault", ChoiceKind::fault), 1U);
            co_return;
        },
        seeded(0, &last));
}

TEST(Choose, TellsTheStrategyWhatItIsAbout) {
    class Asked final : public Strategy {
      public:
        void begin(std::uint64_t seed) override { words += "begin " + std::to_string(seed); }
        std::uint32_t pick(const ChoicePoint& point) override {
            words += ", " + std::string(name_of(point.kind)) + " " + std::string(point.label) +
                     " " + std::to_string(point.of);
            return 0;
        }
        std::string words;
    };
    Asked asked;
    run_to_end(
        []() -> Coro<> {
            choose(3, "delay");
            choose(2, "drop it", ChoiceKind::fault);
            choose(4, "now?", ChoiceKind::cancel);
            co_return;
        },
        seeded(5, &asked));
    EXPECT_EQ(asked.words, "begin 5, value delay 3, fault drop it 2, cancel now? 4");
}

TEST(Choose, OneMoreInOneTaskMovesNothingInAnother) {
    RandomStrategy random;
    const Numbers few = of_two_tasks(chooser, 2, seeded(3, &random));
    const Numbers many = of_two_tasks(chooser, 9, seeded(3, &random));
    EXPECT_EQ(few.at("b"), many.at("b"));
    EXPECT_TRUE(std::equal(few.at("a").begin(), few.at("a").end(), many.at("a").begin()));
    EXPECT_NE(few.at("a").front(), few.at("b").front());
    EXPECT_NE(many.at("a")[0], many.at("a")[1]);
}

TEST(Choose, DependsOnTheSeed) {
    RandomStrategy random;
    EXPECT_NE(of_two_tasks(chooser, 4, seeded(1, &random)),
              of_two_tasks(chooser, 4, seeded(2, &random)));
    EXPECT_EQ(of_two_tasks(chooser, 4, seeded(1, &random)),
              of_two_tasks(chooser, 4, seeded(1, &random)));
}

TEST(Draw, IsTheSameUnderEveryStrategy) {
    RandomStrategy random;
    Last last;
    const Numbers fifo = of_two_tasks(drawer, 4, seeded(3));
    EXPECT_EQ(fifo, of_two_tasks(drawer, 4, seeded(3, &random)));
    EXPECT_EQ(fifo, of_two_tasks(drawer, 4, seeded(3, &last)));
    EXPECT_NE(fifo, of_two_tasks(drawer, 4, seeded(4)));
}

TEST(Draw, OneMoreInOneTaskMovesNothingInAnother) {
    const Numbers few = of_two_tasks(drawer, 1, seeded(3));
    const Numbers many = of_two_tasks(drawer, 9, seeded(3));
    EXPECT_EQ(few.at("b"), many.at("b"));
    EXPECT_EQ(few.at("a").front(), many.at("a").front());
}

TEST(Draw, IsNoChoice) {
    const Heard heard = heard_in([]() -> Coro<> {
        draw(10);
        co_return;
    });
    for (const std::string& line : heard.lines)
        EXPECT_EQ(line.find(" of "), std::string::npos) << line;
}

TEST(Draw, StaysInItsRangeAndMeetsItsEnds) {
    run_to_end([]() -> Coro<> {
        std::map<std::int64_t, int> seen;
        for (int i = 0; i < 1000; ++i)
            ++seen[draw(-2, 2)];
        EXPECT_EQ(seen.size(), 5U);
        EXPECT_EQ(seen.begin()->first, -2);
        EXPECT_EQ(seen.rbegin()->first, 2);
        EXPECT_EQ(draw(7, 7), 7);
        EXPECT_EQ(draw(1), 0U);
        co_return;
    });
}

TEST(Draw, OfTheWholeRangeOverflowsNowhere) {
    run_to_end([]() -> Coro<> {
        bool negative = false;
        bool positive = false;
        for (int i = 0; i < 100; ++i) {
            const std::int64_t value = draw(INT64_MIN, INT64_MAX);
            (value < 0 ? negative : positive) = true;
            EXPECT_GE(draw(INT64_MAX - 1, INT64_MAX), INT64_MAX - 1);
            EXPECT_LE(draw(INT64_MIN, INT64_MIN + 1), INT64_MIN + 1);
        }
        EXPECT_TRUE(negative && positive);
        co_return;
    });
}

TEST(Draw, RefusesAnEmptyRange) {
    run_to_end([]() -> Coro<> {
        EXPECT_EQ(raised_by([] { draw(0); }), "Value: draw() needs a bound above 0");
        EXPECT_EQ(raised_by([] { draw(2, 1); }), "Value: draw() needs low <= high");
        co_return;
    });
}

Coro<> thread_drawer(std::string name, int times, Numbers& seen) {
    for (int i = 0; i < times; ++i) {
        seen[name].push_back(draw(1'000'000));
        co_await thread_sleep(0ms);
    }
}

TEST(Draw, OneMoreInOneThreadMovesNothingInAnother) {
    const auto drawn = [](int first) {
        Numbers seen;
        run_to_end([&]() -> Coro<> {
            start_thread(thread_drawer("a", first, seen));
            start_thread(thread_drawer("b", 3, seen));
            co_await sleep(1ms);
        });
        return seen;
    };
    const Numbers few = drawn(1);
    const Numbers many = drawn(3);
    EXPECT_EQ(few.at("b"), many.at("b"));
    EXPECT_NE(many.at("a"), many.at("b"));
}

TEST(Draw, OneMoreInOneCallbackOrJobMovesNothingInAnother) {
    const auto drawn = [](int first) {
        Numbers seen;
        run_to_end([&]() -> Coro<> {
            const auto draws = [&seen](std::string name, int times) {
                return [&seen, name, times] {
                    for (int i = 0; i < times; ++i)
                        seen[name].push_back(draw(1'000'000));
                };
            };
            call_soon(draws("a", first));
            call_soon(draws("b", 2));
            ThreadPool pool(2);
            const Future<> c = pool.submit(draws("c", first), 1ms);
            const Future<> d = pool.submit(draws("d", 2), 1ms);
            co_await c;
            co_await d;
        });
        return seen;
    };
    const Numbers few = drawn(1);
    const Numbers many = drawn(2);
    EXPECT_EQ(few.at("b"), many.at("b"));
    EXPECT_EQ(few.at("d"), many.at("d"));
    EXPECT_NE(many.at("a"), many.at("b"));
    EXPECT_NE(many.at("b"), many.at("c"));
    EXPECT_NE(many.at("c"), many.at("d"));
}

TEST(Latency, OfOneDurationIsNoChoice) {
    Last last;
    run_to_end(
        []() -> Coro<> {
            EXPECT_EQ(Latency().choose("x"), 0ms);
            EXPECT_EQ(Latency(5ms).choose("x"), 5ms);
            EXPECT_EQ(Latency(std::chrono::seconds(1)).choose("x"), 1000ms);
            co_return;
        },
        seeded(0, &last));
}

TEST(Latency, OfSeveralIsTheFirstUnderFifoAndWhatTheStrategyTakes) {
    const auto body = [](Duration expected) -> Coro<> {
        EXPECT_EQ(Latency({1ms, 5ms, 9ms}).choose("x"), expected);
        co_return;
    };
    run_to_end([&] { return body(1ms); });
    Last last;
    run_to_end([&] { return body(9ms); }, seeded(0, &last));
}

TEST(Latency, NeedsADuration) {
    EXPECT_EQ(raised_by([] { const Latency none(std::initializer_list<Duration>{}); }),
              "Value: a latency needs at least one duration");
}

}  // namespace
}  // namespace foliot
