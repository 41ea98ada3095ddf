#include "primitives/as_completed.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "primitives/timeout.h"
#include "sim/callback.h"
#include "sim/future.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> named(int name) {
    co_await sleep(std::chrono::milliseconds(name));
    co_return name;
}

/// Tasks that end with their number after as many milliseconds.
std::vector<Task<int>> tasks_of(std::vector<int> numbers) {
    std::vector<Task<int>> tasks;
    for (const int number : numbers)
        tasks.push_back(spawn(named(number)));
    return tasks;
}

/// Writes down all that remain.
Coro<> take_all(AsCompleted<Task<int>>& finished, Log& log) {
    while (finished.remaining() > 0) {
        auto task = co_await quietly(finished.next());
        log.add(task ? std::to_string((*task).result()) : end_of(task));
    }
}

TEST(AsCompleted, GivesTheTasksInTheOrderInWhichTheyEnd) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto finished = as_completed(tasks_of({5, 1, 3}));
        co_await take_all(finished, log);
    });
    EXPECT_EQ(log.text(), "1 1, 3 3, 5 5");
}

TEST(AsCompleted, GivesWhatIsDoneAlreadyFirstInTheOrderGivenAndStillLetsACallbackRun) {
    Log log;
    run_to_end([&]() -> Coro<> {
        std::vector<Task<int>> tasks = tasks_of({2, 1, 5});
        co_await sleep(3ms);
        auto finished = as_completed(std::move(tasks));
        call_soon([&] { log.add("callback"); });
        co_await take_all(finished, log);
    });
    EXPECT_EQ(log.text(), "3 callback, 3 2, 3 1, 5 5");
}

TEST(AsCompleted, RaisesOnceForEachThatIsNotDoneInTimeAndLetsThemRunOn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const std::vector<Task<int>> tasks = tasks_of({9, 1, 8});
        auto finished = as_completed(tasks, 4ms);
        co_await take_all(finished, log);
        EXPECT_EQ(co_await tasks[0], 9);
        log.add("end");
    });
    EXPECT_EQ(log.text(), "1 1, 4 Timeout, 4 Timeout, 9 end");
}

TEST(AsCompleted, TakesTheTimeFromTheCall) {
    Log log;
    run_to_end([&]() -> Coro<> {
        auto finished = as_completed(tasks_of({3, 9}), 5ms);
        co_await sleep(4ms);
        co_await take_all(finished, log);
        co_await sleep(9ms);
    });
    EXPECT_EQ(log.text(), "4 3, 5 Timeout");
}

TEST(AsCompleted, LeavesNoTimerBehindWhereTheTasksAreFaster) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Log log;
        auto finished = as_completed(tasks_of({1}), 1h);
        co_await take_all(finished, log);
        co_await Future<>();
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(outcome.time, virtual_start + 1ms);
}

TEST(AsCompleted, GivesATaskThatFailedToo) {
    run_to_end([]() -> Coro<> {
        const auto failing = []() -> Coro<> {
            co_await sleep(1ms);
            throw ValueError("wrong");
        };
        std::vector<Task<>> tasks;
        tasks.push_back(spawn(failing()));
        auto finished = as_completed(std::move(tasks));
        const Task<> task = co_await finished.next();
        const Result<> ended = co_await quietly(task);
        EXPECT_EQ(end_of(ended), "Value");
    });
}

TEST(AsCompleted, LosesNothingWhereAnAwaitIsCancelled) {
    run_to_end([]() -> Coro<> {
        auto finished = as_completed(tasks_of({5}));
        const auto task = co_await quietly(timeout(1ms, finished.next()));
        EXPECT_EQ(end_of(task), "Timeout");
        EXPECT_EQ(finished.remaining(), 1U);
        Task<int> ended = co_await finished.next();
        EXPECT_EQ(ended.result(), 5);
    });
}

TEST(AsCompleted, RaisesWhereNoneRemains) {
    run_to_end([]() -> Coro<> {
        auto finished = as_completed(std::vector<Task<int>>(), 1ms);
        EXPECT_EQ(finished.remaining(), 0U);
        const auto task = co_await quietly(finished.next());
        EXPECT_EQ(end_of(task), "Runtime");
    });
}

TEST(AsCompleted, ServesSeveralConsumersInTheOrderInWhichTheyAsk) {
    Log log;
    const auto consumer = [](AsCompleted<Task<int>>& finished, Log& log,
                             std::string name) -> Coro<> {
        auto task = co_await quietly(finished.next());
        log.add(name + " " + (task ? std::to_string((*task).result()) : end_of(task)));
    };
    run_to_end([&]() -> Coro<> {
        auto finished = as_completed(tasks_of({2, 1}));
        for (const char* const name : {"a", "b", "c"})
            spawn(consumer(finished, log, name));
        co_await sleep(3ms);
    });
    EXPECT_EQ(log.text(), "0 c Runtime, 1 a 1, 2 b 2");
}

TEST(AsCompleted, CountsHandlesOfOneTaskOnce) {
    run_to_end([]() -> Coro<> {
        std::vector<Task<int>> tasks = tasks_of({1});
        tasks.push_back(tasks[0]);
        auto finished = as_completed(std::move(tasks));
        EXPECT_EQ(finished.remaining(), 1U);
        co_await finished.next();
    });
}

TEST(AsCompleted, TakesFutures) {
    run_to_end([]() -> Coro<> {
        std::vector<Future<int>> futures(1);
        auto finished = as_completed(futures);
        futures[0].set_result(5);
        Future<int> future = co_await finished.next();
        EXPECT_EQ(future.result(), 5);
    });
}

TEST(AsCompleted, ThatIsDroppedCallsBackNoMore) {
    const Heard heard = heard_in([]() -> Coro<> {
        {
            const auto finished = as_completed(tasks_of({5}), 3ms);
            co_await sleep(1ms);
        }
        co_await sleep(9ms);
    });
    EXPECT_EQ(text_of(heard.outcome), "completed");
    for (const std::string& line : heard.lines) {
        EXPECT_FALSE(line.ends_with(" done") || line.ends_with(" timeout")) << line;
    }
}

TEST(AsCompleted, MayBeDroppedWhileACallbackIsReady) {
    const Heard heard = heard_in([]() -> Coro<> {
        std::vector<Future<>> futures(1);
        {
            const auto finished = as_completed(futures);
            futures[0].set_result();
        }
        co_await sleep(0ms);
    });
    EXPECT_EQ(text_of(heard.outcome), "completed");
    EXPECT_EQ(heard.count("step 1 done"), 1U);
}

}  // namespace
}  // namespace foliot
