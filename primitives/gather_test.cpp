#include "primitives/gather.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> worth(Log& log, int value, Duration delay) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add(std::to_string(value) + " " + end_of(slept));
    slept.failure().raise_if();
    co_return value;
}

Coro<int> fails(Duration delay, std::string text) {
    co_await sleep(delay);
    throw std::runtime_error(text);
    co_return 0;
}

Coro<std::string> word(std::string text) {
    co_return text;
}

Coro<> nothing(Duration delay) {
    co_await sleep(delay);
}

TEST(Gather, GivesATupleOfTheResultsInTheOrderGiven) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto [a, none, b] = co_await gather(worth(log, 1, 5ms), nothing(1ms), word("b"));
        static_assert(std::is_same_v<decltype(none), const std::monostate>);
        EXPECT_EQ(a, 1);
        EXPECT_EQ(b, "b");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(Gather, OfVoidsGivesNothing) {
    run_to_end([]() -> Coro<> {
        static_assert(std::is_void_v<detail::ValueOf<decltype(gather(nothing(1ms)))>>);
        co_await gather(nothing(3ms), nothing(1ms));
        EXPECT_EQ(VirtualClock::now(), virtual_start + 3ms);
    });
}

TEST(Gather, SpawnsItsTasksFromLeftToRightAtTheCall) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto gathered = gather(worth(log, 1, 0ms), worth(log, 2, 0ms), worth(log, 3, 0ms));
        EXPECT_EQ(all_tasks().size(), 4U);
        co_await sleep(1ms);
        log.add("main");
        const std::uint64_t step = Loop::current()->step();
        static_cast<void>(co_await gathered);
        EXPECT_EQ(Loop::current()->step(), step);
    });
    EXPECT_EQ(log.text(), "0 1 ok, 0 2 ok, 0 3 ok, 1 main");
}

TEST(Gather, ReturnsOneCallbackAfterItsLastTask) {
    Log log;
    run_to_end([&]() -> Coro<> {
        std::vector<Task<int>> tasks{spawn(worth(log, 1, 2ms))};
        const auto joiner = [&log](Task<int> task) -> Coro<> {
            static_cast<void>(co_await task);
            log.add("joined");
        };
        const Task<> other = spawn(joiner(tasks[0]));
        static_cast<void>(co_await gather(tasks));
        log.add("gathered");
        co_await other;
    });
    EXPECT_EQ(log.text(), "2 1 ok, 2 joined, 2 gathered");
}

TEST(Gather, OfCoroutinesOrTasksInAVectorGivesAVector) {
    Log log;
    run_to_end([&]() -> Coro<> {
        std::vector<Coro<int>> bodies;
        for (const int value : {3, 1, 2})
            bodies.push_back(worth(log, value, Duration(1ms) * value));
        const std::vector<int> values = co_await gather(std::move(bodies));
        EXPECT_EQ(values, (std::vector<int>{3, 1, 2}));
        std::vector<Coro<>> voids;
        voids.push_back(nothing(1ms));
        co_await gather(std::move(voids));
        EXPECT_EQ(VirtualClock::now(), virtual_start + 4ms);
    });
}

TEST(Gather, OfNothingReturnsAtOnce) {
    run_to_end([]() -> Coro<> {
        const std::uint64_t step = Loop::current()->step();
        const std::vector<int> none = co_await gather(std::vector<Task<int>>());
        EXPECT_TRUE(none.empty());
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Gather, LeavesTheResultsOfTasksToTheirOtherHandles) {
    run_to_end([]() -> Coro<> {
        Task<std::string> task = spawn(word("a result that is too long for the stack"));
        std::vector<Task<std::string>> tasks{task, task};
        const std::vector<std::string> values = co_await gather(tasks);
        EXPECT_EQ(values[0], "a result that is too long for the stack");
        EXPECT_EQ(values[1], "a result that is too long for the stack");
        EXPECT_EQ(task.result(), "a result that is too long for the stack");
        const std::vector<Result<std::string>> results = co_await gather(return_exceptions, tasks);
        EXPECT_EQ(*results[1], "a result that is too long for the stack");
        EXPECT_EQ(task.result(), "a result that is too long for the stack");
    });
}

TEST(Gather, CarriesMoveOnlyResults) {
    run_to_end([]() -> Coro<> {
        const auto box = [](int value) -> Coro<std::unique_ptr<int>> {
            co_return std::make_unique<int>(value);
        };
        const auto [a, b] = co_await gather(box(1), box(2));
        EXPECT_EQ(*a + *b, 3);
    });
}

TEST(Gather, RaisesTheFirstErrorAtOnceWhileTheOthersRunOn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto ended =
            co_await quietly(gather(worth(log, 1, 5ms), fails(2ms, "first"), fails(3ms, "second")));
        log.add(ended.failure().text());
        co_await sleep(10ms);
    });
    EXPECT_EQ(log.text(), "2 first, 5 1 ok");
}

TEST(Gather, RaisesTheErrorOfATaskThatHasFailedAlreadyAtOnce) {
    Log log;
    run_to_end([&]() -> Coro<> {
        // lint: C10 braces evaluate from left to right
        std::vector<Task<int>> tasks{spawn(worth(log, 1, 5ms)), spawn(fails(0ms, "early")),
                                     spawn(fails(0ms, "other"))};
        co_await sleep(1ms);
        const std::uint64_t step = Loop::current()->step();
        const auto ended = co_await quietly(gather(tasks));
        EXPECT_EQ(ended.failure().text(), "early");
        EXPECT_EQ(Loop::current()->step(), step);
        co_await tasks[0];
    });
    EXPECT_EQ(log.text(), "5 1 ok");
}

TEST(Gather, OfTasksThatHaveAllEndedRaisesTheFirstErrorInTheOrderGiven) {
    run_to_end([]() -> Coro<> {
        // lint: C10 braces evaluate from left to right
        std::vector<Task<int>> tasks{spawn(fails(2ms, "late")), spawn(fails(1ms, "early"))};
        co_await sleep(5ms);
        const auto ended = co_await quietly(gather(tasks));
        EXPECT_EQ(ended.failure().text(), "late");
    });
}

TEST(Gather, WithReturnExceptionsGivesResultsOfAll) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto [a, b, c] = co_await gather(return_exceptions, worth(log, 1, 5ms),
                                               fails(2ms, "broken"), nothing(1ms));
        EXPECT_EQ(*a, 1);
        EXPECT_EQ(b.failure().text(), "broken");
        EXPECT_TRUE(c);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(Gather, WithReturnExceptionsACancelledTaskIsAResult) {
    Log log;
    run_to_end([&]() -> Coro<> {
        // lint: C10 braces evaluate from left to right
        std::vector<Task<int>> tasks{spawn(worth(log, 1, 5ms)), spawn(worth(log, 2, 5ms))};
        co_await sleep(1ms);
        tasks[0].cancel();
        const std::vector<Result<int>> results = co_await gather(return_exceptions, tasks);
        EXPECT_TRUE(results[0].failure().is_cancelled());
        EXPECT_EQ(*results[1], 2);
    });
    EXPECT_EQ(log.text(), "1 1 Cancelled, 5 2 ok");
}

TEST(Gather, ACancelledTaskCountsAsAnErrorAndTheOthersRunOn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        // lint: C10 braces evaluate from left to right
        std::vector<Task<int>> tasks{spawn(worth(log, 1, 5ms)), spawn(worth(log, 2, 5ms))};
        const auto body = [&log](std::vector<Task<int>> gathered) -> Coro<> {
            const auto ended = co_await quietly(gather(std::move(gathered)));
            log.add("gather " + end_of(ended));
        };
        const Task<> outer = spawn(body(tasks));
        co_await sleep(1ms);
        tasks[0].cancel();
        co_await outer;
        EXPECT_FALSE(outer.cancelled());
        EXPECT_EQ(co_await tasks[1], 2);
    });
    EXPECT_EQ(log.text(), "1 1 Cancelled, 1 gather Cancelled, 5 2 ok");
}

TEST(Gather, ThatIsNeverAwaitedRunsItsTasks) {
    Log log;
    run_to_end([&]() -> Coro<> {
        { [[maybe_unused]] const auto dropped = gather(worth(log, 1, 2ms)); }
        co_await sleep(5ms);
    });
    EXPECT_EQ(log.text(), "2 1 ok");
}

TEST(Gather, NamesThoseThatItWaitsForInADeadlock) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        const auto forever = []() -> Coro<> { co_await Future<>(); };
        std::vector<Task<>> tasks;
        tasks.push_back(spawn(nothing(1ms), "ends"));
        for (const char* const name : {"a", "b", "c", "d", "e"})
            tasks.push_back(spawn(forever(), name));
        co_await gather(std::move(tasks));
    });
    ASSERT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(outcome.blocked[0].waits_for, "gather of a, b, c and 2 more");
}

TEST(Gather, LeavesNothingBehindWhereTheRunEndsFirst) {
    const auto alive = std::make_shared<int>(0);
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const auto forever = [](std::shared_ptr<int> kept) -> Coro<int> {
            const Future<int> never;
            co_return co_await never + *kept;
        };
        co_await gather(forever(alive), forever(alive));
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(alive.use_count(), 1);
}

}  // namespace
}  // namespace foliot
