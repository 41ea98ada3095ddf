#include "sim/coro.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> answer() {
    co_return 42;
}

Coro<std::unique_ptr<int>> boxed(int value) {
    co_return std::make_unique<int>(value);
}

Coro<int> thrower(std::string text) {
    co_await sleep(1ms);
    throw std::runtime_error(text);
}

/// Counts how many of it are alive.
class Counted {
  public:
    explicit Counted(int& alive) : alive_(&alive) { ++*alive_; }
    Counted(const Counted& other) : alive_(other.alive_) { ++*alive_; }
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --*alive_; }

  private:
    int* alive_;  // the test's
};

Coro<> keep(Counted) {
    co_return;
}

Coro<long> nested(int depth) {
    if (depth == 0) {
        co_await sleep(1ms);
        co_return 0;
    }
    const long below = co_await nested(depth - 1);
    co_return below + 1;
}

Coro<> nested_throw(int depth) {
    if (depth == 0) throw std::runtime_error("from the bottom");
    co_await nested_throw(depth - 1);
}

TEST(Coro, GivesItsValueToTheAwait) {
    run_to_end([]() -> Coro<> { EXPECT_EQ(co_await answer(), 42); });
}

TEST(Coro, GivesMoveOnlyValues) {
    run_to_end([]() -> Coro<> {
        const std::unique_ptr<int> box = co_await boxed(7);
        EXPECT_EQ(*box, 7);
    });
}

TEST(Coro, DoesNotRunBeforeItIsAwaited) {
    bool ran = false;
    run_to_end([&]() -> Coro<> {
        const auto body = [&ran]() -> Coro<> {
            ran = true;
            co_return;
        };
        Coro<> lazy = body();
        co_await sleep(1ms);
        EXPECT_FALSE(ran);
        co_await std::move(lazy);
        EXPECT_TRUE(ran);
    });
}

TEST(Coro, ThatIsNeverAwaitedNeverRunsAndFreesItsParameters) {
    int alive = 0;
    {
        const Coro<> dropped = keep(Counted(alive));
        EXPECT_EQ(alive, 1);
    }
    EXPECT_EQ(alive, 0);
}

TEST(Coro, AwaitingAChildIsNoSchedulingPoint) {
    Log log;
    const Outcome outcome = run_to_end([&]() -> Coro<> {
        const auto other = [&log]() -> Coro<> {
            log.add("other");
            co_return;
        };
        const Task<> task = spawn(other());
        static_cast<void>(co_await answer());
        static_cast<void>(co_await answer());
        log.add("main");
        co_await task;
    });
    EXPECT_EQ(log.text(), "0 main, 0 other");
    EXPECT_EQ(outcome.steps, 3U);
}

TEST(Coro, AnExceptionPassesThroughEveryLevel) {
    int alive = 0;
    run_to_end([&]() -> Coro<> {
        const auto middle = [&alive](std::string text) -> Coro<int> {
            const Counted local(alive);
            co_return co_await thrower(text) + 1;
        };
        const auto outer = [&middle, &alive]() -> Coro<int> {
            const Counted local(alive);
            co_return co_await middle("deep") + 1;
        };
        std::string caught;
        try {
            static_cast<void>(co_await outer());
        } catch (const std::runtime_error& error) {
            caught = error.what();
        }
        EXPECT_EQ(caught, "deep");
        EXPECT_EQ(alive, 0);
    });
}

TEST(Coro, GoesOnAfterACaughtException) {
    run_to_end([]() -> Coro<> {
        int caught = 0;
        for (int i = 0; i < 3; ++i) {
            try {
                static_cast<void>(co_await thrower("again"));
            } catch (const std::exception&) {
                ++caught;
            }
        }
        EXPECT_EQ(caught, 3);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 3ms);
    });
}

TEST(Coro, LocalsAreDestroyedWhenTheBodyEndsAndParametersWithTheCoro) {
    int alive = 0;
    run_to_end([&]() -> Coro<> {
        const auto body = [&alive](Counted) -> Coro<> {
            const Counted local(alive);
            co_await sleep(1ms);
            EXPECT_EQ(alive, 2);
        };
        {
            Coro<> coro = body(Counted(alive));
            EXPECT_EQ(alive, 1);
            co_await std::move(coro);
            EXPECT_EQ(alive, 1);
        }
        EXPECT_EQ(alive, 0);
    });
}

TEST(Coro, AMillionAwaitsOfACompletedChildNeedNoStack) {
    run_to_end([]() -> Coro<> {
        long sum = 0;
        for (int i = 0; i < 1'000'000; ++i)
            sum += co_await answer();
        FOLIOT_CHECK(sum == 42'000'000);
    });
}

TEST(Coro, NestsAHundredThousandDeep) {
    run_to_end([]() -> Coro<> { EXPECT_EQ(co_await nested(100'000), 100'000); });
}

TEST(Coro, AnExceptionClimbsTenThousandLevels) {
    run_to_end([]() -> Coro<> {
        bool caught = false;
        try {
            co_await nested_throw(10'000);
        } catch (const std::runtime_error&) {
            caught = true;
        }
        EXPECT_TRUE(caught);
    });
}

TEST(Coro, MovingOneSwapsTheFrames) {
    int first = 0;
    int second = 0;
    Coro<> a = keep(Counted(first));
    {
        Coro<> b = keep(Counted(second));
        a = std::move(b);
    }
    EXPECT_EQ(first, 0);
    EXPECT_EQ(second, 1);
}

TEST(Quietly, GivesAResultInsteadOfThrowing) {
    run_to_end([]() -> Coro<> {
        const Result<int> good = co_await quietly(answer());
        EXPECT_TRUE(good);
        EXPECT_EQ(*good, 42);
        const Result<int> bad = co_await quietly(thrower("quiet"));
        EXPECT_FALSE(bad);
        EXPECT_EQ(bad.failure().text(), "quiet");
    });
}

Coro<Result<int>> by_value(bool good) {
    if (good) co_return 5;
    co_return Failure(errors::timeout);
}

Operation<int> operation(bool good) {
    return by_value(good);
}

TEST(Operation, RaisesTheFailureThatItsBodyReturned) {
    run_to_end([]() -> Coro<> {
        EXPECT_EQ(co_await operation(true), 5);
        bool raised = false;
        try {
            static_cast<void>(co_await operation(false));
        } catch (const TimeoutError&) {
            raised = true;
        }
        EXPECT_TRUE(raised);
        const Result<int> quiet = co_await quietly(operation(false));
        EXPECT_TRUE(quiet.failure().is(errors::timeout));
    });
}

Coro<Result<int>> throws_by_value() {
    throw std::logic_error("thrown all the same");
    co_return 1;
}

TEST(Operation, PassesOnAnExceptionThatItsBodyThrew) {
    run_to_end([]() -> Coro<> {
        const Result<int> ended = co_await quietly(Operation<int>(throws_by_value()));
        EXPECT_EQ(ended.failure().text(), "thrown all the same");
    });
}

}  // namespace
}  // namespace foliot
