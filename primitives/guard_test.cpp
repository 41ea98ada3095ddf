#include "primitives/guard.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "primitives/condition.h"
#include "primitives/semaphore.h"
#include "sim/check.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

class Releases final : public Observer {
  public:
    void on_event(const TraceEvent& event) override {
        if (event.kind == events::release) lines.push_back(event.where.line());
    }
    std::vector<unsigned> lines;
};

TEST(Guard, ReleasesWhereAnExceptionLeavesTheScope) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        Semaphore semaphore(1);
        Condition condition;
        try {
            const auto held = co_await lock.scoped();
            const auto permit = co_await semaphore.scoped();
            const auto both = co_await condition.scoped();
            co_await sleep(1ms);
            throw 1;
        } catch (int) {
        }
        EXPECT_FALSE(lock.locked());
        EXPECT_EQ(semaphore.value(), 1);
        EXPECT_FALSE(condition.locked());
    });
}

TEST(Guard, ReleasesWhereItsTaskIsCancelled) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        const auto body = [&lock]() -> Coro<> {
            const auto held = co_await lock.scoped();
            co_await sleep(9ms);
        };
        Task<> task = spawn(body());
        co_await sleep(1ms);
        EXPECT_TRUE(lock.locked());
        task.cancel();
        co_await sleep(0ms);
        EXPECT_FALSE(lock.locked());
    });
}

TEST(Guard, ReleasedByHandRaisesWhereItCannot) {
    run_to_end([]() -> Coro<> {
        Lock lock;
        auto held = co_await lock.scoped();
        lock.release();
        EXPECT_EQ(raised_by([&] { held.release(); }), "Runtime: Lock is not acquired.");
    });
}

TEST(Guard, OfABoundedSemaphoreFailsTheRunWhereItWasReleasedTooOften) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        BoundedSemaphore semaphore(1);
        {
            const auto held = co_await semaphore.scoped();
            semaphore.release();
        }
        co_await sleep(1ms);
    });
    EXPECT_EQ(text_of(outcome),
              "error: a guard could not release: BoundedSemaphore released too many times");
}

TEST(Guard, ReleasesAtAPlaceOfTheUsers) {
    Releases seen;
    Loop loop;
    loop.observe(seen);
    unsigned await = 0;
    unsigned by_hand = 0;
    unsigned plain = 0;
    const auto body = [&]() -> Coro<> {
        Lock lock;
        {
            await = __LINE__ + 1;
            const auto held = co_await lock.scoped();
        }
        auto held = co_await lock.scoped();
        by_hand = __LINE__ + 1;
        held.release();
        co_await lock.acquire();
        plain = __LINE__ + 1;
        lock.release();
    };
    static_cast<void>(loop.run(body()));
    EXPECT_EQ(seen.lines, (std::vector<unsigned>{await, by_hand, plain}));
}

TEST(Guard, ThatATornDownFrameHeldReleasesQuietly) {
    const Outcome outcome = outcome_of([]() -> Coro<> {
        Lock lock("held");
        const auto body = [](Lock& wanted) -> Coro<> {
            const auto held = co_await wanted.scoped();
            co_await sleep(1ms);
        };
        const Task<> waiter = spawn(body(lock));
        const auto held = co_await lock.scoped();
        co_await waiter;
    });
    EXPECT_EQ(outcome.verdict, Verdict::deadlock);
}

/// Something to hold, which counts how often it is let go.
struct Counted {
    int* releases;
    Failure try_release(std::source_location) {
        ++*releases;
        return {};
    }
    void release(std::source_location) { ++*releases; }
};

Coro<> hold_for_long(Counted& counted) {
    const Guard<Counted> guard(counted);
    co_await sleep(std::chrono::seconds(1));
}

Coro<> fail_meanwhile(Counted& counted) {
    const auto holder = spawn(hold_for_long(counted));
    co_await sleep(std::chrono::milliseconds(1));
    FOLIOT_CHECK(false);
}

// What it holds may have been a local of the root's, whose frame is gone by then.
TEST(Guard, TouchesNothingWhereItsFrameIsTornDownWithTheLoop) {
    int releases = 0;
    Counted counted{&releases};
    Loop loop;
    EXPECT_EQ(loop.run(fail_meanwhile(counted)).verdict, Verdict::check);
    EXPECT_EQ(releases, 0);
}

}  // namespace
}  // namespace foliot
