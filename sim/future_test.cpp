#include "sim/future.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> waiter(Future<int> future, Log& log, std::string name) {
    const Result<int> result = co_await quietly(future);
    log.add(name + " " + (result ? std::to_string(*result) : end_of(result)));
}

TEST(Future, CompletingItMakesItsWaitersReadyInTheOrderInWhichTheyBeganToWait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Future<int> future;
        const Task<> a = spawn(waiter(future, log, "a"));
        const Task<> b = spawn(waiter(future, log, "b"));
        co_await sleep(3ms);
        future.set_result(7);
        log.add("set");
        co_await b;
        log.add("main");
    });
    EXPECT_EQ(log.text(), "3 set, 3 a 7, 3 b 7, 3 main");
}

TEST(Future, AwaitingOneThatIsDoneIsNoSchedulingPoint) {
    run_to_end([]() -> Coro<> {
        Future<int> future;
        future.set_result(1);
        const std::uint64_t step = Loop::current()->step();
        EXPECT_EQ(co_await future, 1);
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Future, RaisesTheExceptionThatWasSet) {
    run_to_end([]() -> Coro<> {
        Future<int> future;
        future.set_exception(std::runtime_error("set"));
        EXPECT_TRUE(future.done());
        EXPECT_FALSE(future.cancelled());
        std::string caught;
        try {
            static_cast<void>(co_await future);
        } catch (const std::runtime_error& error) {
            caught = error.what();
        }
        EXPECT_EQ(caught, "set");
        EXPECT_EQ(future.exception().text(), "set");
        EXPECT_THROW(future.result(), std::runtime_error);
    });
}

TEST(Future, CancellingItWakesItsWaitersWithCancelled) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Future<int> future;
        const Task<> a = spawn(waiter(future, log, "a"));
        co_await sleep(1ms);
        EXPECT_TRUE(future.cancel());
        EXPECT_TRUE(future.cancelled());
        EXPECT_TRUE(future.done());
        EXPECT_FALSE(future.cancel());
        co_await a;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled");
}

TEST(Future, CancellingATaskThatAwaitsItCancelsIt) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Future<int> future;
        Task<> a = spawn(waiter(future, log, "a"));
        Task<> b = spawn(waiter(future, log, "b"));
        co_await sleep(1ms);
        a.cancel();
        EXPECT_TRUE(future.cancelled());
        EXPECT_EQ(b.cancelling(), 0U);
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b Cancelled");
}

TEST(Future, IsCompletedOnce) {
    run_to_end([]() -> Coro<> {
        Future<int> done;
        done.set_result(1);
        EXPECT_THROW(done.set_result(2), InvalidStateError);
        EXPECT_THROW(done.set_exception(std::runtime_error("late")), InvalidStateError);
        EXPECT_EQ(done.result(), 1);
        EXPECT_FALSE(done.cancel());
        Future<int> cancelled;
        cancelled.cancel();
        EXPECT_THROW(cancelled.set_result(1), InvalidStateError);
        co_await sleep(0ms);
    });
}

TEST(Future, ResultAndExceptionNeedItToBeDone) {
    run_to_end([]() -> Coro<> {
        Future<int> future;
        EXPECT_THROW(future.result(), InvalidStateError);
        EXPECT_THROW(static_cast<void>(future.exception()), InvalidStateError);
        future.cancel();
        EXPECT_THROW(future.result(), Cancelled);
        EXPECT_THROW(static_cast<void>(future.exception()), Cancelled);
        co_await sleep(0ms);
    });
}

TEST(Future, DoneCallbacksRunInOrderAsHandlesOfTheirOwn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Future<> future;
        future.add_done_callback([&] { log.add("first"); });
        future.add_done_callback([&] { log.add("second"); });
        future.set_result();
        future.add_done_callback([&] { log.add("third"); });
        log.add("main");
        co_await sleep(0ms);
        log.add("end");
    });
    EXPECT_EQ(log.text(), "0 main, 0 first, 0 second, 0 third, 0 end");
}

TEST(Future, CarriesMoveOnlyValuesToOneReader) {
    run_to_end([]() -> Coro<> {
        Future<std::unique_ptr<int>> future;
        future.set_result(std::make_unique<int>(6));
        const std::unique_ptr<int> box = co_await future;
        EXPECT_EQ(*box, 6);
    });
}

TEST(Future, GivesItsResultToEveryReader) {
    run_to_end([]() -> Coro<> {
        Future<std::string> future;
        future.set_result("a result that is too long for the stack");
        EXPECT_EQ(co_await future, "a result that is too long for the stack");
        EXPECT_EQ(co_await future, "a result that is too long for the stack");
        EXPECT_EQ(future.result(), "a result that is too long for the stack");
    });
}

TEST(Future, CopiesNameTheSameFuture) {
    run_to_end([]() -> Coro<> {
        const Future<int> future;
        Future<int> copy = future;
        copy.set_result(2);
        EXPECT_TRUE(future.done());
        EXPECT_EQ(co_await future, 2);
    });
}

TEST(Future, OfALoopThatDoesNotRunYetCanBeMadeAndAwaited) {
    Loop loop;
    Future<int> future(loop);
    Log log;
    spawn(loop, waiter(future, log, "a"));
    const auto setter = [](Future<int> target) -> Coro<> {
        co_await sleep(2ms);
        target.set_result(9);
    };
    spawn(loop, setter(future));
    EXPECT_EQ(text_of(loop.run()), "completed");
    EXPECT_EQ(log.text(), "2 a 9");
}

TEST(Future, AnExceptionThatNobodyLookedAtFailsNoRun) {
    run_to_end([]() -> Coro<> {
        Future<int> future;
        future.set_exception(std::runtime_error("ignored"));
        co_await sleep(0ms);
    });
}

TEST(Future, WaitedForByATaskThatEndedElsewhereForgetsIt) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Future<int> shared;
        Task<> a = spawn(waiter(shared, log, "a"));
        const Task<> b = spawn(waiter(shared, log, "b"));
        co_await sleep(1ms);
        shared.set_result(1);
        a.cancel();  // done, not resumed: raised at its await
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b 1");
}

}  // namespace
}  // namespace foliot
