// What is left when a run stops early is freed; handles that outlive it are safe. Most of these
// tests are for AddressSanitizer to judge.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<int> waits(Future<int> future, std::shared_ptr<int> local) {
    const std::shared_ptr<int> copy = local;
    const int value = co_await future;
    co_return value + *copy;
}

Coro<int> nested(int depth, Future<int> future, std::shared_ptr<int> local) {
    if (depth == 0) co_return co_await waits(future, local);
    const int value = co_await nested(depth - 1, future, local);
    co_return value;
}

TEST(Teardown, FreesTheFramesOfADeadlockedRun) {
    const auto alive = std::make_shared<int>(0);
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const Future<int> never;
        const auto joins = [](Task<int> task) -> Coro<> { static_cast<void>(co_await task); };
        for (int i = 0; i < 10; ++i)
            // lint: C10 the inner call comes first
            spawn(joins(spawn(nested(i, never, alive))));
        EXPECT_EQ(alive.use_count(), 11);
        co_await sleep(1ms);
        EXPECT_GT(alive.use_count(), 30);
        static_cast<void>(co_await never);
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_EQ(outcome.blocked.size(), 21U);
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(Teardown, FreesTasksThatNeverBeganAndCallbacksThatNeverRan) {
    const auto alive = std::make_shared<int>(0);
    outcome_of([&]() -> Coro<> {
        const Future<int> never;
        static_cast<void>(spawn(waits(never, alive)));
        call_soon([alive] {});
        call_later(1ms, [alive] {});
        call_later(0ms, [alive] {});
        Loop::current()->default_pool().submit([alive] {}, 5ms);
        Loop::current()->fail(Verdict::error, "stop");
        co_return;
    });
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(Teardown, OfALoopThatNeverRanFreesItsTasks) {
    const auto alive = std::make_shared<int>(0);
    {
        Loop loop;
        spawn(loop, waits(Future<int>(loop), alive));
        EXPECT_EQ(alive.use_count(), 2);
    }
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(Teardown, FreesTheNewestTaskFirst) {
    // A task's frame may hold what the tasks that it spawned refer to.
    class Noted {
      public:
        Noted(std::string& words, char name) : words_(&words), name_(name) {}
        Noted(Noted&& other) noexcept
            : words_(std::exchange(other.words_, nullptr)), name_(other.name_) {}
        Noted& operator=(Noted&&) = delete;
        ~Noted() {
            if (words_ != nullptr) *words_ += name_;
        }

      private:
        std::string* words_;  // the test's
        char name_;
    };
    std::string words;
    outcome_of([&]() -> Coro<> {
        const auto body = [](Noted, Future<int> future) -> Coro<> {
            static_cast<void>(co_await future);
        };
        const Future<int> never;
        for (const char name : {'a', 'b', 'c'}) {
            Noted noted(words, name);
            spawn(body(std::move(noted), never));
        }
        co_await sleep(1ms);
        static_cast<void>(co_await never);
    });
    EXPECT_EQ(words, "cba");
}

TEST(Teardown, FreesCallbacksOnTheEndOfTasksThatNeverEnd) {
    const auto alive = std::make_shared<int>(0);
    outcome_of([&]() -> Coro<> {
        const Future<int> never;
        Task<int> task = spawn(waits(never, alive));
        task.add_done_callback([task, alive] {});  // refers to itself: freed all the same
        co_await sleep(1ms);
        static_cast<void>(co_await never);
    });
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(Teardown, FreesCallbacksOfFuturesThatAreNeverDone) {
    const auto alive = std::make_shared<int>(0);
    outcome_of([&]() -> Coro<> {
        Future<int> never;
        never.add_done_callback([never, alive] {});  // refers to itself: freed all the same
        const auto body = [](Loop& loop, std::shared_ptr<int> kept) -> Coro<> {
            const Future<int> hopeless;
            static_cast<void>(loop);
            static_cast<void>(co_await waits(hopeless, kept));
        };
        const auto thread = [&body](Loop& loop, std::shared_ptr<int> kept) -> Coro<> {
            co_await run_coroutine_threadsafe(body(loop, kept), loop);
        };
        start_thread(thread(Loop::running(), alive));
        co_await sleep(1ms);
        static_cast<void>(co_await never);
    });
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(Teardown, ATaskThatIsCancelledAfterItWasTornDownStaysPending) {
    // A guard in an older frame cancels a task whose frame is gone already.
    class CancelAtExit {
      public:
        explicit CancelAtExit(Task<int> task) : task_(std::move(task)) {}
        CancelAtExit(const CancelAtExit&) = delete;
        CancelAtExit& operator=(const CancelAtExit&) = delete;
        ~CancelAtExit() { EXPECT_FALSE(task_.cancel()); }

      private:
        Task<int> task_;
    };
    Task<int> outliving;
    const Outcome outcome = outcome_of([&]() -> Coro<> {
        const Future<int> never;
        outliving = spawn(waits(never, std::make_shared<int>(0)));
        const CancelAtExit guard(outliving);
        co_await sleep(1ms);
        static_cast<void>(co_await outliving);
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
    EXPECT_FALSE(outliving.done());
    EXPECT_FALSE(outliving.cancel());
    EXPECT_EQ(outliving.cancelling(), 0U);
    EXPECT_EQ(outliving.name(), "waits");
    EXPECT_THROW(outliving.result(), InvalidStateError);
}

TEST(Teardown, AnOlderTaskCanBeCancelledWhileTheLoopCloses) {
    class CancelAtExit {
      public:
        explicit CancelAtExit(TaskState& task) : task_(&task) {}
        CancelAtExit(const CancelAtExit&) = delete;
        CancelAtExit& operator=(const CancelAtExit&) = delete;
        ~CancelAtExit() { EXPECT_TRUE(task_->cancel()); }

      private:
        TaskState* task_;  // an older task
    };
    const Outcome outcome = outcome_of([]() -> Coro<> {
        const Future<int> never;
        const auto body = [](TaskState& older, Future<int> future) -> Coro<> {
            const CancelAtExit guard(older);
            static_cast<void>(co_await future);
        };
        const Task<> task = spawn(body(current_task(), never));
        co_await sleep(1ms);
        static_cast<void>(co_await never);
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
}

TEST(Teardown, HandlesOfTasksThatEndedKeepTheirResults) {
    Task<std::string> good;
    Task<> cancelled;
    run_to_end([&]() -> Coro<> {
        const auto word = []() -> Coro<std::string> { co_return "kept"; };
        const auto nothing = []() -> Coro<> { co_return; };
        good = spawn(word(), "good");
        cancelled = spawn(nothing());
        cancelled.cancel();
        co_await sleep(1ms);
    });
    EXPECT_EQ(good.result(), "kept");
    EXPECT_EQ(good.name(), "good");
    EXPECT_FALSE(good.cancel());
    EXPECT_TRUE(cancelled.cancelled());
    EXPECT_THROW(cancelled.result(), Cancelled);
    run_to_end([&]() -> Coro<> { EXPECT_EQ(co_await good, "kept"); });
}

TEST(Teardown, SpawningWhileTheLoopClosesRunsNothing) {
    bool ran = false;
    class SpawnAtExit {
      public:
        explicit SpawnAtExit(bool& flag) : ran_(&flag) {}
        SpawnAtExit(const SpawnAtExit&) = delete;
        SpawnAtExit& operator=(const SpawnAtExit&) = delete;
        ~SpawnAtExit() {
            const auto body = [](bool* flag) -> Coro<> {
                *flag = true;
                co_return;
            };
            spawn(body(ran_));
        }

      private:
        bool* ran_;  // the test's
    };
    outcome_of([&]() -> Coro<> {
        const SpawnAtExit guard(ran);
        Loop::current()->fail(Verdict::error, "stop");
        co_await sleep(1ms);
    });
    EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace foliot
