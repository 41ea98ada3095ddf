#include "primitives/task_group.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> nap(Log& log, std::string name, Duration delay) {
    const Result<> slept = co_await quietly(sleep(delay));
    log.add(name + " " + end_of(slept));
    slept.failure().raise_if();
}

Coro<> fails(Log& log, std::string name, Duration delay) {
    co_await sleep(delay);
    log.add(name + " fails");
    throw std::runtime_error(name);
}

/// Fails while it is being cancelled.
Coro<> fails_late(Log& log, std::string name) {
    static_cast<void>(co_await quietly(sleep(1h)));
    log.add(name + " fails");
    throw std::logic_error(name);
}

/// The texts of a group's errors, in order.
std::string texts(const Failure& group) {
    std::string all;
    for (const Failure& member : group.members())
        all += member.text() + " ";
    return all;
}

TEST(TaskGroup, ReturnsWhenAllItsTasksHaveEnded) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            group.spawn(nap(log, "a", 5ms));
            group.spawn(nap(log, "b", 2ms));
            co_await sleep(1ms);
            log.add("body");
        };
        co_await task_group(body);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "1 body, 2 b ok, 5 a ok, 5 main");
}

TEST(TaskGroup, WithoutTasksReturnsWithItsBody) {
    run_to_end([]() -> Coro<> {
        const auto body = [](TaskGroup&) -> Coro<> { co_return; };
        const std::uint64_t step = Loop::current()->step();
        co_await task_group(body);
        EXPECT_EQ(Loop::current()->step(), step);
    });
}

TEST(TaskGroup, ItsTasksGiveTheirResultsAndMaySpawnMore) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            const auto doubled = [](int value) -> Coro<int> { co_return 2 * value; };
            const Task<int> task = group.spawn(doubled(4), "doubled");
            EXPECT_EQ(task.name(), "doubled");
            EXPECT_EQ(co_await task, 8);
            const auto parent = [](TaskGroup& within, Log& to) -> Coro<> {
                co_await sleep(2ms);
                within.spawn(nap(to, "child", 3ms));
            };
            group.spawn(parent(group, log));
        };
        co_await task_group(body);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "5 child ok, 5 main");
}

TEST(TaskGroup, WhereATaskFailsTheOthersAreCancelledInTheOrderOfTheirCreation) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            for (const char* const name : {"a", "b", "c"})
                group.spawn(nap(log, name, 9ms));
            group.spawn(fails(log, "x", 2ms));
            co_return;
        };
        const Result<> ended = co_await quietly(task_group(body));
        log.add(end_of(ended));
        EXPECT_EQ(texts(ended.failure()), "x ");
        EXPECT_EQ(current_task().cancelling(), 0U);
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "2 x fails, 2 a Cancelled, 2 b Cancelled, 2 c Cancelled, 2 Group[Error]");
}

TEST(TaskGroup, RaisesItsErrorsInTheOrderInWhichTheyHappened) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            group.spawn(fails_late(log, "a"));
            group.spawn(fails(log, "b", 2ms));
            group.spawn(fails_late(log, "c"));
            co_return;
        };
        std::size_t members = 0;
        std::string order;
        try {
            co_await task_group(body);
        } catch (const ExceptionGroup& group) {
            members = group.members().size();
            for (const Failure& member : group.members())
                order += member.text() + " ";
        }
        EXPECT_EQ(members, 3U);
        EXPECT_EQ(order, "b a c ");
    });
    EXPECT_EQ(log.text(), "2 b fails, 2 a fails, 2 c fails");
}

TEST(TaskGroup, WhereATaskFailsTheBodyIsCancelledToo) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            group.spawn(fails(log, "x", 2ms));
            co_await nap(log, "body", 9ms);
        };
        const Result<> ended = co_await quietly(task_group(body));
        log.add(end_of(ended));
        EXPECT_EQ(current_task().cancelling(), 0U);
        co_await sleep(1ms);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "2 x fails, 2 body Cancelled, 2 Group[Error], 3 main");
}

TEST(TaskGroup, WhereTheBodyFailsTheTasksAreCancelledAndItsErrorComesLast) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            group.spawn(nap(log, "a", 9ms));
            group.spawn(fails_late(log, "b"));
            co_await sleep(1ms);
            throw std::runtime_error("body");
        };
        const Result<> ended = co_await quietly(task_group(body));
        EXPECT_EQ(texts(ended.failure()), "b body ");
        EXPECT_EQ(current_task().cancelling(), 0U);
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 1 b fails");
}

TEST(TaskGroup, ATaskThatIsCancelledByItselfIsNoError) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            Task<> a = group.spawn(nap(log, "a", 9ms));
            group.spawn(nap(log, "b", 3ms));
            co_await sleep(1ms);
            a.cancel();
        };
        co_await task_group(body);
        log.add("main");
    });
    EXPECT_EQ(log.text(), "1 a Cancelled, 3 b ok, 3 main");
}

TEST(TaskGroup, RefusesToSpawnWhileItShutsDownAndNeverRunsTheCoroutine) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            group.spawn(fails(log, "x", 1ms));
            static_cast<void>(co_await quietly(sleep(9ms)));
            EXPECT_EQ(raised_by([&] { group.spawn(nap(log, "late", 0ms)); }),
                      "Runtime: TaskGroup is shutting down");
        };
        static_cast<void>(co_await quietly(task_group(body)));
    });
    EXPECT_EQ(log.text(), "1 x fails");
}

TEST(TaskGroup, RefusesToSpawnOnceItsLastTaskHasEnded) {
    Log log;
    std::string raised;
    run_to_end([&]() -> Coro<> {
        const auto body = [&](TaskGroup& group) -> Coro<> {
            Task<> task = group.spawn(nap(log, "a", 1ms));
            // Runs behind the group's own callback, before the group returns.
            task.add_done_callback(
                [&] { raised = raised_by([&] { group.spawn(nap(log, "late", 0ms)); }); });
            co_return;
        };
        co_await task_group(body);
    });
    EXPECT_EQ(raised, "Runtime: TaskGroup is finished");
    EXPECT_EQ(log.text(), "1 a ok");
}

TEST(TaskGroup, AnErrorOfATaskWithoutAHandleIsNotLost) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Log log;
        const auto body = [&log](TaskGroup& group) -> Coro<> {
            group.spawn(fails(log, "x", 1ms));
            co_return;
        };
        co_await task_group(body);
    });
    EXPECT_EQ(text_of(outcome), "error: main raised Group[Error]: unhandled errors in a TaskGroup");
}

TEST(TaskGroup, KeepsABodyWithCapturesUntilItsTasksHaveEnded) {
    run_to_end([]() -> Coro<> {
        std::vector<int> seen;
        const auto make = [&seen] {
            const auto value = std::make_shared<int>(5);
            return task_group([value, &seen](TaskGroup& group) -> Coro<> {
                const auto child = [](const int& number, std::vector<int>& into) -> Coro<> {
                    co_await sleep(2ms);
                    into.push_back(number);
                };
                group.spawn(child(*value, seen));
                co_await sleep(1ms);
            });
        };
        co_await make();
        EXPECT_EQ(seen, (std::vector<int>{5}));
    });
}

TEST(TaskGroup, NeedsATask) {
    run_to_end([]() -> Coro<> {
        call_soon([] {
            EXPECT_EQ(raised_by([] { const TaskGroup group; }), "Runtime: no running task");
        });
        co_await sleep(0ms);
    });
}

TEST(TaskGroup, ADeadlockNamesTheTasksThatItWaitsFor) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        const auto body = [](TaskGroup& group) -> Coro<> {
            const auto forever = []() -> Coro<> {
                const Future<> never;
                co_await never;
            };
            group.spawn(forever(), "a");
            group.spawn(forever(), "b");
            co_return;
        };
        co_await task_group(body);
    });
    ASSERT_EQ(outcome.blocked.size(), 3U);
    EXPECT_EQ(outcome.blocked[0].waits_for, "the group's tasks: a, b");
}

}  // namespace
}  // namespace foliot
