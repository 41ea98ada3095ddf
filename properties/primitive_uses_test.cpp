#include "properties/primitive_uses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "primitives/event.h"
#include "primitives/gather.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "primitives/timeout.h"
#include "sim/loop.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/spend.h"
#include "sim/task.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Reports on a run of `body`.
template <class Body>
std::unique_ptr<PrimitiveUses> report_on(Body body) {
    auto report = std::make_unique<PrimitiveUses>();
    Loop loop;
    report->watch(loop);
    Outcome outcome = loop.run(body());
    report->finish(outcome);
    EXPECT_FALSE(outcome.failed()) << outcome.message;
    return report;
}

Coro<> hold(Lock& lock, Duration time) {
    co_await lock.acquire();
    co_await sleep(time);
    lock.release();
}

Coro<> contend() {
    Lock lock("door");
    co_await gather(hold(lock, 2ms), hold(lock, 3ms), hold(lock, 1ms));
    co_await hold(lock, 1ms);
}

TEST(PrimitiveUses, CountsHowAPrimitiveWasUsed) {
    const auto uses = report_on(contend)->uses();
    ASSERT_EQ(uses.size(), 1U);
    EXPECT_EQ(uses[0].object, "Lock door");
    EXPECT_EQ(uses[0].served, 4U);
    EXPECT_EQ(uses[0].waits, 2U);
    EXPECT_EQ(uses[0].contention(), 50U);
    EXPECT_EQ(uses[0].overtaken, 0U);
    EXPECT_EQ(uses[0].longest_time, 5ms);
    EXPECT_GT(uses[0].longest_steps, 0U);
}

TEST(PrimitiveUses, CountsWaitsThatBroughtNothing) {
    const auto body = []() -> Coro<> {
        Event never("never");
        Lock lock("door");
        co_await lock.acquire();
        for (int i = 0; i < 3; ++i) {
            static_cast<void>(co_await quietly(timeout(1ms, never.wait())));
            static_cast<void>(co_await quietly(timeout(1ms, lock.acquire())));
        }
        never.set();
        co_await never.wait();
    };
    const auto uses = report_on(body)->uses();
    ASSERT_EQ(uses.size(), 2U);
    EXPECT_EQ(uses[0].object, "Lock door");
    EXPECT_EQ(uses[0].served, 1U);
    EXPECT_EQ(uses[0].in_vain, 3U);
    EXPECT_EQ(uses[0].contention(), 75U);
    EXPECT_EQ(uses[1].in_vain, 3U);
    EXPECT_EQ(uses[1].contention(), 75U);
}

TEST(PrimitiveUses, LeavesOutWhatNobodyTook) {
    const auto body = []() -> Coro<> {
        Event event("event");
        event.set();
        co_return;
    };
    EXPECT_TRUE(report_on(body)->uses().empty());
}

TEST(PrimitiveUses, KeepsObjectsApartThatHaveTheSameLabel) {
    const auto body = []() -> Coro<> {
        Lock first("door");
        Lock second("door");
        co_await first.acquire();
        co_await second.acquire();
        second.release();
        co_await second.acquire();
    };
    const auto uses = report_on(body)->uses();
    ASSERT_EQ(uses.size(), 2U);
    EXPECT_EQ(uses[0].served, 1U);
    EXPECT_EQ(uses[1].served, 2U);
}

}  // namespace
}  // namespace foliot
