#include "properties/laws/bounded_shutdown.h"

#include <gtest/gtest.h>

#include "primitives/event.h"
#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "sim/loop.h"

namespace foliot::law_tests {
namespace {

/// Works in turns of one or two milliseconds until it sees that it is to stop.
Coro<> work(const Event& stop) {
    while (!stop.is_set()) {
        const Duration turn = draw(std::int64_t{1}, std::int64_t{2}) * 1ms;
        co_await sleep(turn);
    }
}

Coro<> two_workers() {
    Event stop("stop");
    const Task<> one = spawn(work(stop), "one");
    const Task<> two = spawn(work(stop), "two");
    co_await sleep(5ms);
    stop.set();
    co_await one;
    co_await two;
}

/// In some runs the worker is told late.
Coro<> deaf_worker() {
    Event stop("stop");
    const bool late = choose(4, "late") == 3;
    const Task<> worker = spawn(work(stop), "worker");
    co_await sleep(5ms);
    note("closing");
    if (late) co_await sleep(9ms);
    stop.set();
    co_await worker;
}

TEST(ShutdownSuite, HoldsWhereAllTasksEndInTime) {
    EXPECT_EQ(first_violation<BoundedShutdown>(two_workers, "stop", Duration(2ms)), "");
}

TEST(ShutdownSuite, CatchesTasksThatEndTooLateAfterAnEvent) {
    const std::string found =
        first_violation<BoundedShutdown>(two_workers, "stop", Duration(1ms) - Duration(1));
    EXPECT_TRUE(contains(found, "had not ended 999999 ns after stop")) << found;
}

TEST(ShutdownSuite, CatchesTasksThatEndTooLateAfterANote) {
    const std::string found =
        first_violation<BoundedShutdown>(deaf_worker, "closing", Duration(8ms));
    EXPECT_TRUE(contains(found,
                         "law bounded shutdown: main, worker had not ended 8000000 ns after "
                         "closing"))
        << found;
}

Coro<> never_ends() {
    Event never;
    co_await sleep(1ms);
    note("closing");
    co_await never.wait();
}

TEST(ShutdownSuite, CatchesTasksThatNeverEnd) {
    const std::string found = first_violation<BoundedShutdown>(never_ends, "closing", Duration(1s));
    EXPECT_TRUE(contains(found, "law bounded shutdown: tasks never ended after closing")) << found;
}

TEST(ShutdownSuite, TellsWhenItWasAskedForAndHowLongItTook) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<BoundedShutdown>("closing", Duration(10ms));
    EXPECT_EQ(laws.finish(loop.run(deaf_worker())).message, "");
    ASSERT_TRUE(law.asked().has_value());
    EXPECT_EQ(*law.asked(), virtual_start + 5ms);
    EXPECT_LE(law.took(), 2ms);
}

TEST(ShutdownSuite, ProvesNothingWhereShutdownIsNeverAskedFor) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<BoundedShutdown>("another", Duration(0ms));
    EXPECT_EQ(laws.finish(loop.run(deaf_worker())).message, "");
    EXPECT_FALSE(law.asked().has_value());
}

TEST(ShutdownSuite, RefusesABoundBelowZero) {
    EXPECT_THROW(BoundedShutdown("closing", Duration(-1)), ValueError);
}

}  // namespace
}  // namespace foliot::law_tests
