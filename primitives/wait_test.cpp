#include "primitives/wait.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> sleeper(Duration delay) {
    co_await sleep(delay);
}

Coro<> failing(Duration delay) {
    co_await sleep(delay);
    throw ValueError("wrong");
}

/// Tasks "a", "b", ... that sleep for so long.
template <class... Delays>
std::vector<Task<>> sleepers(Delays... delays) {
    std::vector<Task<>> tasks;
    for (const Duration delay : {Duration(delays)...})
        tasks.push_back(
            spawn(sleeper(delay), std::string(1, static_cast<char>('a' + tasks.size()))));
    return tasks;
}

/// Takes the newest option always.
class Newest final : public Strategy {
  public:
    void begin(std::uint64_t) override {}
    std::uint32_t pick(const ChoicePoint& point) override { return point.of - 1; }
};

/// "a b | c": the names of those that are done, and of those that are not.
std::string names_of(const Waited<Task<>>& waited) {
    std::string text;
    for (const Task<>& task : waited.done)
        text += task.name() + " ";
    text += "|";
    for (const Task<>& task : waited.pending)
        text += " " + task.name();
    return text;
}

TEST(Wait, ForAllReturnsWithTheLastOneAndKeepsTheOrderGiven) {
    run_to_end([]() -> Coro<> {
        const auto waited = co_await wait(sleepers(5ms, 1ms, 3ms));
        EXPECT_EQ(names_of(waited), "a b c |");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(Wait, ForTheFirstReturnsWithThatAndCancelsNothing) {
    run_to_end([]() -> Coro<> {
        const auto waited = co_await wait(sleepers(5ms, 1ms, 3ms), ReturnWhen::first_completed);
        EXPECT_EQ(names_of(waited), "b | a c");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 1ms);
        EXPECT_EQ(waited.pending[0].cancelling(), 0U);
        const auto rest = co_await wait(waited.pending);
        EXPECT_EQ(names_of(rest), "a c |");
    });
}

TEST(Wait, ForTheFirstErrorReturnsWithIt) {
    run_to_end([]() -> Coro<> {
        std::vector<Task<>> tasks = sleepers(5ms, 1ms);
        tasks.push_back(spawn(failing(3ms), "c"));
        auto waited = co_await wait(tasks, ReturnWhen::first_exception);
        EXPECT_EQ(names_of(waited), "b c | a");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 3ms);
        EXPECT_EQ(end_of(tasks[2].exception()), "Value");
        co_await tasks[0];
    });
}

TEST(Wait, ForTheFirstErrorDoesNotTakeACancelledTaskForFailed) {
    run_to_end([]() -> Coro<> {
        std::vector<Task<>> tasks = sleepers(5ms, 9ms);
        tasks[1].cancel();
        const auto waited = co_await wait(tasks, ReturnWhen::first_exception);
        EXPECT_EQ(names_of(waited), "a b |");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(Wait, ReturnsWhenTheTimeIsUpAndRaisesAndCancelsNothing) {
    run_to_end([]() -> Coro<> {
        const auto waited = co_await wait(sleepers(5ms, 1ms), ReturnWhen::all_completed, 3ms);
        EXPECT_EQ(names_of(waited), "b | a");
        EXPECT_EQ(VirtualClock::now(), virtual_start + 3ms);
        co_await waited.pending[0];
        EXPECT_EQ(VirtualClock::now(), virtual_start + 5ms);
    });
}

TEST(Wait, LeavesNoTimerBehindWhereTheTasksAreFaster) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        co_await wait(sleepers(1ms), ReturnWhen::all_completed, 1h);
        co_await Future<>();
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(outcome.time, virtual_start + 1ms);
}

TEST(Wait, WithATimeoutOfZeroHasATimerThatIsDueAtTheEndOfTheRound) {
    Log log;
    const auto waiting = [](Log& log) -> Coro<> {
        co_await wait(sleepers(5ms), ReturnWhen::all_completed, 0ms);
        log.add("waited");
    };
    const auto queueing = [](Log& log) -> Coro<> {
        call_soon([&log] { call_soon([&log] { log.add("callback of a callback"); }); });
        co_return;
    };
    run_to_end([&]() -> Coro<> {
        spawn(waiting(log));
        spawn(queueing(log));
        co_await sleep(6ms);
    });
    EXPECT_EQ(log.text(), "0 callback of a callback, 0 waited");
}

TEST(Wait, ForWhatIsDoneAlreadyStillLetsACallbackRunFirst) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const std::vector<Task<>> tasks = sleepers(0ms);
        co_await tasks[0];
        call_soon([&] { log.add("callback"); });
        call_soon([&] { call_soon([&] { log.add("callback of a callback"); }); });
        co_await wait(tasks);
        log.add("waited");
    });
    EXPECT_EQ(log.text(), "0 callback, 0 callback of a callback, 0 waited");
}

TEST(Wait, CallsBackInAHandleOfItsOwnForEachTask) {
    const Heard heard = heard_in([]() -> Coro<> { co_await wait(sleepers(1ms, 1ms, 2ms)); });
    std::string verbs;
    for (const std::string& line : heard.lines) {
        if (line.starts_with("step")) verbs += line.substr(line.rfind(' ') + 1) + " ";
    }
    EXPECT_EQ(verbs, "step step step step timer timer step step done done timer step done step ");
}

TEST(Wait, CountsHandlesOfOneTaskOnce) {
    run_to_end([]() -> Coro<> {
        std::vector<Task<>> tasks = sleepers(1ms, 2ms);
        tasks.insert(tasks.begin(), tasks[1]);
        const auto waited = co_await wait(tasks);
        EXPECT_EQ(names_of(waited), "b a |");
    });
}

TEST(Wait, ForNothingRaises) {
    run_to_end([]() -> Coro<> {
        const auto waited = co_await quietly(wait(std::vector<Task<>>()));
        EXPECT_EQ(end_of(waited), "Value");
        EXPECT_EQ(waited.failure().text(), "Set of Tasks/Futures is empty.");
    });
}

TEST(Wait, ThatIsCancelledLeavesTheTasksAlone) {
    Log log;
    const auto waiting = [](Log& log, std::vector<Task<>> tasks) -> Coro<> {
        const auto waited = co_await quietly(wait(tasks, ReturnWhen::all_completed, 9ms));
        log.add(end_of(waited));
    };
    const Heard heard = heard_in([&]() -> Coro<> {
        const std::vector<Task<>> tasks = sleepers(5ms);
        Task<> task = spawn(waiting(log, tasks));
        co_await sleep(1ms);
        task.cancel();
        co_await tasks[0];
        EXPECT_FALSE(tasks[0].cancelled());
        log.add("task");
    });
    EXPECT_EQ(log.text(), "1 Cancelled, 5 task");
    for (const std::string& line : heard.lines) {
        EXPECT_FALSE(line.ends_with(" done") || line.ends_with(" timeout")) << line;
    }
}

TEST(Wait, KnowsATaskThatEndedSinceItWasWokenAsDone) {
    run_to_end([]() -> Coro<> {
        const auto waited = co_await wait(sleepers(1ms, 1ms), ReturnWhen::first_completed);
        EXPECT_EQ(names_of(waited), "a b |");
    });
}

TEST(Wait, TakesFutures) {
    run_to_end([]() -> Coro<> {
        std::vector<Future<int>> futures(2);
        futures[1].set_result(5);
        const auto waited = co_await wait(futures, ReturnWhen::first_completed);
        EXPECT_EQ(waited.pending.size(), 1U);
        EXPECT_EQ(co_await waited.done.at(0), 5);
    });
}

TEST(Wait, DoesNotCountAsLookingAtAnError) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        std::vector<Task<>> tasks;
        tasks.push_back(spawn(failing(1ms), "c"));
        co_await wait(std::move(tasks), ReturnWhen::first_exception);
    });
    EXPECT_EQ(text_of(outcome), "error: no task awaited c, which raised Value: wrong");
}

TEST(Wait, TellsInADeadlockWhatIsWaitedFor) {
    const auto stuck = [](ReturnWhen until) {
        const Outcome outcome = outcome_of([&]() -> Coro<> {
            const auto forever = []() -> Coro<> { co_await Future<>(); };
            std::vector<Task<>> tasks = sleepers(1ms);
            tasks.push_back(spawn(forever(), "b"));
            tasks.push_back(spawn(forever(), "c"));
            co_await tasks[0];
            co_await wait(tasks, until);
        });
        return outcome.blocked.at(0).waits_for;
    };
    EXPECT_EQ(stuck(ReturnWhen::all_completed), "all of b, c");
    EXPECT_EQ(stuck(ReturnWhen::first_exception), "one of b, c");
}

TEST(Wait, MayBeLeftBeforeItsCallbacksHaveRun) {
    Newest newest;
    LoopOptions options;
    options.strategy = &newest;
    Ear ear;
    Loop loop(options);
    loop.observe(ear);
    const auto waiting = [](std::vector<Future<>> futures) -> Coro<> {
        const auto waited = co_await quietly(wait(std::move(futures)));
        EXPECT_EQ(end_of(waited), "Cancelled");
    };
    const auto body = [&]() -> Coro<> {
        std::vector<Future<>> futures(1);
        Task<> task = spawn(waiting(futures), "waiting");
        co_await sleep(1ms);
        futures[0].set_result();
        task.cancel();
        co_await sleep(1ms);
    };
    EXPECT_EQ(text_of(loop.run(body())), "completed");
    const auto place_of_line = [&](const std::string& wanted) {
        return std::find_if(ear.heard.lines.begin(), ear.heard.lines.end(),
                            [&](const std::string& line) { return line.ends_with(wanted); });
    };
    EXPECT_LT(place_of_line("waiting: end ok"), place_of_line(" done"));
}

}  // namespace
}  // namespace foliot
