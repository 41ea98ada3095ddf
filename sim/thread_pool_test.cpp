#include "sim/thread_pool.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/quietly.h"
#include "sim/testing/run.h"
#include "sim/thread.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// A function that notes when it works.
auto note_work(Log& log, std::string name) {
    return [&log, name] {
        log.add(name);
        return name;
    };
}

TEST(ToThread, GivesTheFunctionsResultWhenItsCostHasPassed) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto work = note_work(log, "work");
        EXPECT_EQ(co_await to_thread(work, 5ms), "work");
        log.add("main");
    });
    EXPECT_EQ(log.text(), "5 work, 5 main");
}

TEST(ToThread, RaisesWhatTheFunctionRaised) {
    run_to_end([]() -> Coro<> {
        const auto fails = [] { throw std::runtime_error("in a thread"); };
        const Result<> ended = co_await quietly(to_thread(fails, 1ms));
        EXPECT_EQ(ended.failure().text(), "in a thread");
    });
}

TEST(ToThread, CarriesMoveOnlyResults) {
    run_to_end([]() -> Coro<> {
        const auto work = [] { return std::make_unique<int>(3); };
        const std::unique_ptr<int> box = co_await to_thread(work);
        EXPECT_EQ(*box, 3);
    });
}

TEST(ToThread, RunsOnTheDefaultPoolOfTheLoop) {
    LoopOptions options;
    options.pool_workers = 2;
    Log log;
    run_to_end(
        [&]() -> Coro<> {
            const auto work = note_work(log, "work");
            const auto caller = [&work]() -> Coro<> {
                static_cast<void>(co_await to_thread(work, 5ms));
            };
            for (int i = 0; i < 5; ++i)
                spawn(caller());
            co_await sleep(20ms);
            EXPECT_EQ(Loop::current()->default_pool().workers(), 2U);
        },
        options);
    EXPECT_EQ(log.text(), "5 work, 5 work, 10 work, 10 work, 15 work");
}

TEST(ToThread, TheDefaultPoolIsTheSameObjectWhoeverAsksFirst) {
    const auto path_of_pool = [](bool early) {
        PathId path{};
        PathId other{};
        run_to_end([&]() -> Coro<> {
            if (early) static_cast<void>(co_await to_thread([] { return 1; }));
            const auto child = [&path, &other]() -> Coro<> {
                static_cast<void>(co_await to_thread([] { return 1; }));
                path = Loop::current()->default_pool().path();
                other = Future<>().state().path();
            };
            co_await spawn(child());
        });
        return std::pair(path, other);
    };
    EXPECT_EQ(path_of_pool(true), path_of_pool(false));
}

TEST(ThreadPool, JobsRunInTheOrderOfTheirSubmissionAsWorkersBecomeFree) {
    Log log;
    run_to_end([&]() -> Coro<> {
        ThreadPool pool(2);
        const Future<std::string> a = pool.submit(note_work(log, "a"), 5ms);
        const Future<std::string> b = pool.submit(note_work(log, "b"), 2ms);
        const Future<std::string> c = pool.submit(note_work(log, "c"), 1ms);
        const Future<std::string> d = pool.submit(note_work(log, "d"), 1ms);
        EXPECT_EQ(pool.busy(), 2U);
        EXPECT_EQ(pool.queued(), 2U);
        static_cast<void>(co_await a);
        EXPECT_EQ(pool.busy(), 0U);
        EXPECT_EQ(pool.queued(), 0U);
        EXPECT_TRUE(d.done());
    });
    EXPECT_EQ(log.text(), "2 b, 3 c, 4 d, 5 a");
}

TEST(ThreadPool, AJobWorksInAThreadAndItsResultArrivesAsAHandleOfItsOwn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        ThreadPool pool(1);
        Future<> future = pool.submit(
            [&log, &loop = Loop::running()] {
                EXPECT_EQ(raised_by([] { call_soon([] {}); }), "Runtime: no running event loop");
                EXPECT_EQ(loop.current_task(), nullptr);
                call_soon_threadsafe(loop, [&log] { log.add("called"); });
                log.add("worked");
            },
            1ms);
        future.add_done_callback([&log] { log.add("done"); });
        co_await future;
        EXPECT_NO_THROW(static_cast<void>(current_task()));
        log.add("main");
    });
    EXPECT_EQ(log.text(), "1 worked, 1 called, 1 done, 1 main");
}

TEST(ThreadPool, AJobCancelledBeforeItBeganNeverRuns) {
    Log log;
    run_to_end([&]() -> Coro<> {
        ThreadPool pool(1);
        const Future<std::string> a = pool.submit(note_work(log, "a"), 5ms);
        Future<std::string> b = pool.submit(note_work(log, "b"), 5ms);
        const Future<std::string> c = pool.submit(note_work(log, "c"), 5ms);
        co_await sleep(1ms);
        b.cancel();
        static_cast<void>(co_await c);
    });
    EXPECT_EQ(log.text(), "5 a, 10 c");
}

TEST(ThreadPool, AJobCancelledAfterItBeganRunsToItsEndUnused) {
    Log log;
    run_to_end([&]() -> Coro<> {
        const auto work = note_work(log, "work");
        const auto caller = [&work]() -> Coro<> {
            static_cast<void>(co_await to_thread(work, 5ms));
        };
        Task<> task = spawn(caller());
        co_await sleep(1ms);
        task.cancel();
        static_cast<void>(co_await quietly(task));
        log.add("cancelled");
        co_await sleep(10ms);
    });
    EXPECT_EQ(log.text(), "1 cancelled, 5 work");
}

TEST(ThreadPool, ShutdownWaitsForEveryJobThatWasAccepted) {
    Log log;
    run_to_end([&]() -> Coro<> {
        ThreadPool pool(1);
        const Future<std::string> a = pool.submit(note_work(log, "a"), 5ms);
        const Future<std::string> b = pool.submit(note_work(log, "b"), 5ms);
        co_await pool.shutdown();
        log.add("down");
        EXPECT_EQ(pool.busy(), 0U);
        co_await pool.shutdown();  // at once now
        log.add("again");
        co_await sleep(1ms);
        EXPECT_TRUE(b.done());
    });
    EXPECT_EQ(log.text(), "5 a, 10 b, 10 down, 10 again");
}

TEST(ThreadPool, ShutdownDoesNotWaitForCancelledJobs) {
    Log log;
    run_to_end([&]() -> Coro<> {
        ThreadPool pool(1);
        const Future<std::string> a = pool.submit(note_work(log, "a"), 5ms);
        Future<std::string> b = pool.submit(note_work(log, "b"), 5ms);
        b.cancel();
        co_await pool.shutdown();
        log.add("down");
        co_await sleep(1ms);
    });
    EXPECT_EQ(log.text(), "5 a, 5 down");
}

TEST(ThreadPool, SubmitAfterShutdownRaises) {
    run_to_end([]() -> Coro<> {
        ThreadPool pool(1);
        co_await pool.shutdown();
        EXPECT_EQ(raised_by([&] { pool.submit([] {}); }),
                  "Runtime: cannot schedule new futures after shutdown");
    });
}

TEST(ThreadPool, CancellingOneWhoAwaitsTheShutdownLeavesTheOthersWaiting) {
    Log log;
    run_to_end([&]() -> Coro<> {
        ThreadPool pool(1);
        const Future<std::string> a = pool.submit(note_work(log, "a"), 5ms);
        const auto waiter = [&log](ThreadPool& awaited, std::string name) -> Coro<> {
            const Result<> ended = co_await quietly(awaited.shutdown());
            log.add(name + " " + end_of(ended));
        };
        Task<> x = spawn(waiter(pool, "x"));
        const Task<> y = spawn(waiter(pool, "y"));
        co_await sleep(1ms);
        x.cancel();
        co_await x;
        co_await y;
    });
    EXPECT_EQ(log.text(), "1 x Cancelled, 5 a, 5 y ok");
}

TEST(ThreadPool, NeedsAWorkerAndALoop) {
    EXPECT_EQ(raised_by([] { const ThreadPool pool(1); }), "Runtime: no running event loop");
    run_to_end([]() -> Coro<> {
        EXPECT_EQ(raised_by([] { const ThreadPool pool(0); }),
                  "Value: max_workers must be greater than 0");
        co_return;
    });
}

TEST(ThreadPool, MayGoAwayBeforeItsJobs) {
    // Jobs that run go on, as threads do; those that wait never begin.
    Log log;
    run_to_end([&]() -> Coro<> {
        std::optional<Future<std::string>> a;
        std::optional<Future<std::string>> b;
        {
            ThreadPool pool(1);
            a = pool.submit(note_work(log, "a"), 5ms);
            b = pool.submit(note_work(log, "b"), 5ms);
        }
        co_await sleep(20ms);
        EXPECT_TRUE(a->done());
        EXPECT_FALSE(b->done());
    });
    EXPECT_EQ(log.text(), "5 a");
}

TEST(ThreadPool, AJobsLatencyIsDrawnAtItsSubmission) {
    class Second final : public Strategy {
      public:
        void begin(std::uint64_t) override {}
        std::uint32_t pick(const ChoicePoint& point) override {
            return point.kind == ChoiceKind::value ? 1 : 0;
        }
    };
    Second second;
    LoopOptions options;
    options.strategy = &second;
    Log log;
    run_to_end(
        [&]() -> Coro<> {
            ThreadPool pool(1);
            const Latency cost{1ms, 4ms, 9ms};
            const Future<std::string> a = pool.submit(note_work(log, "a"), cost);
            static_cast<void>(co_await a);
        },
        options);
    EXPECT_EQ(log.text(), "4 a");
}

}  // namespace
}  // namespace foliot
