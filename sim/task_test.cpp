#include "sim/task.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> worth(int value, Duration delay = 0ms) {
    co_await sleep(delay);
    co_return value;
}

Coro<std::string> word(std::string text) {
    co_return text;
}

Coro<> fails(std::string text) {
    co_await sleep(1ms);
    throw std::runtime_error(text);
}

TEST(Task, ASpawnedTaskRunsAtItsTurnAndNotBefore) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto child = [&log]() -> Coro<> {
            log.add("child");
            co_return;
        };
        const Task<> task = spawn(child());
        log.add("main");
        EXPECT_FALSE(task.done());
        EXPECT_FALSE(task.state().started());
        co_await task;
        EXPECT_TRUE(task.done());
    });
    EXPECT_EQ(log.text(), "0 main, 0 child");
}

TEST(Task, AwaitingOneGivesItsResult) {
    run_to_end([]() -> Coro<> {
        const Task<int> task = spawn(worth(3, 5ms));
        EXPECT_EQ(co_await task, 3);
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
        EXPECT_EQ(co_await task, 3);
    });
}

TEST(Task, AwaitingOneThatHasEndedIsNoSchedulingPoint) {
    run_to_end([]() -> Coro<> {
        const Task<int> task = spawn(worth(3));
        co_await sleep(1ms);
        const std::uint64_t step = Loop::current()->step();
        EXPECT_EQ(co_await task, 3);
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(Task, AwaitingOneRaisesWhatItRaisedEveryTime) {
    run_to_end([]() -> Coro<> {
        const Task<> task = spawn(fails("broken"));
        for (int i = 0; i < 2; ++i) {
            std::string caught;
            try {
                co_await task;
            } catch (const std::runtime_error& error) {
                caught = error.what();
            }
            EXPECT_EQ(caught, "broken");
        }
    });
}

TEST(Task, WaitersBecomeReadyInTheOrderInWhichTheyBeganToWait) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const Task<int> awaited = spawn(worth(1, 5ms));
        const auto waiter = [&log](Task<int> task, std::string name) -> Coro<> {
            static_cast<void>(co_await task);
            log.add(name);
        };
        const Task<> a = spawn(waiter(awaited, "a"));
        const Task<> b = spawn(waiter(awaited, "b"));
        static_cast<void>(co_await awaited);
        log.add("main");
        co_await a;
        co_await b;
    });
    EXPECT_EQ(log.text(), "5 main, 5 a, 5 b");
}

TEST(Task, ResultAndExceptionNeedTheTaskToHaveEnded) {
    run_to_end([]() -> Coro<> {
        Task<int> task = spawn(worth(8));
        EXPECT_THROW(task.result(), InvalidStateError);
        EXPECT_THROW(static_cast<void>(task.exception()), InvalidStateError);
        EXPECT_EQ(raised_by([&] { task.result(); }), "Error: Result is not set.");
        EXPECT_EQ(raised_by([&] { static_cast<void>(task.exception()); }),
                  "Error: Exception is not set.");
        static_cast<void>(co_await task);
        EXPECT_EQ(task.result(), 8);
        EXPECT_FALSE(task.exception());
        EXPECT_FALSE(task.cancelled());
    });
}

TEST(Task, ResultRaisesAndExceptionGivesWhatTheTaskRaised) {
    run_to_end([]() -> Coro<> {
        Task<> task = spawn(fails("broken"));
        co_await sleep(2ms);
        EXPECT_THROW(task.result(), std::runtime_error);
        EXPECT_EQ(task.exception().text(), "broken");
    });
}

TEST(Task, OfACancelledOneResultAndExceptionRaiseCancelled) {
    run_to_end([]() -> Coro<> {
        Task<int> task = spawn(worth(1, 5ms));
        task.cancel();
        co_await sleep(1ms);
        EXPECT_TRUE(task.cancelled());
        EXPECT_THROW(task.result(), Cancelled);
        EXPECT_THROW(static_cast<void>(task.exception()), Cancelled);
    });
}

TEST(Task, DoneCallbacksRunInTheirOrderAsHandlesOfTheirOwn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<int> task = spawn(worth(1, 1ms));
        task.add_done_callback([&, task]() mutable { log.add(std::to_string(task.result())); });
        const auto waiter = [&log](Task<int> awaited) -> Coro<> {
            static_cast<void>(co_await awaited);
            log.add("waiter");
        };
        const Task<> waiting = spawn(waiter(task));
        co_await sleep(0ms);
        task.add_done_callback([&] { log.add("last"); });
        static_cast<void>(co_await task);
        log.add("main");
        co_await waiting;
    });
    EXPECT_EQ(log.text(), "1 1, 1 waiter, 1 last, 1 main");
}

TEST(Task, ADoneCallbackOfATaskThatHasEndedIsQueuedAtOnce) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<int> task = spawn(worth(1));
        static_cast<void>(co_await task);
        task.add_done_callback([&] { log.add("callback"); });
        log.add("main");
        co_await sleep(0ms);
    });
    EXPECT_EQ(log.text(), "0 main, 0 callback");
}

TEST(Task, CopiesOfAHandleNameTheSameTaskAndShareItsResult) {
    run_to_end([]() -> Coro<> {
        const Task<std::string> task = spawn(word("a result that is too long for the stack"));
        Task<std::string> copy = task;
        EXPECT_EQ(&copy.state(), &task.state());
        EXPECT_EQ(co_await std::move(copy), "a result that is too long for the stack");
        EXPECT_EQ(co_await task, "a result that is too long for the stack");
    });
}

TEST(Task, TheLastHandleMovesTheResultOut) {
    run_to_end([]() -> Coro<> {
        const auto body = []() -> Coro<std::unique_ptr<int>> {
            co_return std::make_unique<int>(5);
        };
        const std::unique_ptr<int> box = co_await spawn(body());
        EXPECT_EQ(*box, 5);
    });
}

TEST(Task, RunsOnWithoutAHandle) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto child = [&log]() -> Coro<> {
            co_await sleep(1ms);
            log.add("child");
        };
        spawn(child());
        co_await sleep(2ms);
    });
    EXPECT_EQ(log.text(), "1 child");
}

TEST(Task, AnEmptyHandleIsFalse) {
    Task<> task;
    EXPECT_FALSE(task);
    run_to_end([&]() -> Coro<> {
        const auto child = []() -> Coro<> { co_return; };
        task = spawn(child());
        EXPECT_TRUE(task);
        co_await task;
    });
    EXPECT_TRUE(task.done());
}

TEST(Task, CurrentTaskIsTheOneWhoseStepRuns) {
    run_to_end([]() -> Coro<> {
        const auto child = []() -> Coro<std::string> { co_return current_task().name(); };
        const Task<std::string> task = spawn(child(), "child");
        EXPECT_EQ(co_await task, "child");
        EXPECT_EQ(current_task().name(), "main");
        EXPECT_EQ(co_await child(), "main");
    });
}

TEST(Task, MillionTasksThatEachSleepOnceNeedNoStack) {
    int woken = 0;
    run_to_end([&]() -> Coro<> {
        const auto child = [&woken](Duration delay) -> Coro<> {
            co_await sleep(delay);
            ++woken;
        };
        for (int i = 0; i < 1'000'000; ++i)
            spawn(child(Duration(1 + i % 1000)));
        co_await sleep(1ms);
    });
    EXPECT_EQ(woken, 1'000'000);
}

TEST(Task, AChainOfJoinsEndsWithoutRecursion) {
    run_to_end([]() -> Coro<> {
        const auto link = [](Task<int> next) -> Coro<int> { co_return co_await next + 1; };
        Task<int> last = spawn(worth(0, 1ms));
        for (int i = 0; i < 100'000; ++i)
            last = spawn(link(last));
        EXPECT_EQ(co_await last, 100'000);
    });
}

TEST(Task, ATaskThatAwaitsItselfGetsARuntimeErrorInItsNextStep) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Task<> task;
        const auto body = [&]() -> Coro<> {
            const Result<> ended = co_await quietly(task);
            log.add(end_of(ended));
        };
        task = spawn(body());
        co_await sleep(0ms);
        log.add("main");
        co_await task;
    });
    EXPECT_EQ(log.text(), "0 main, 0 Runtime");
}

TEST(Task, AResultThatIsAFailureFailsTheTask) {
    run_to_end([]() -> Coro<> {
        const auto body = [](bool good) -> Coro<Result<int>> {
            if (good) co_return 3;
            co_return Failure(errors::timeout);
        };
        const Task<int> good = spawn(body(true));
        const Task<int> bad = spawn(body(false));
        EXPECT_EQ(co_await good, 3);
        const Result<int> ended = co_await quietly(bad);
        EXPECT_TRUE(ended.failure().is(errors::timeout));
    });
}

}  // namespace
}  // namespace foliot
