#include "explore/run_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "primitives/event.h"
#include "primitives/gather.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "primitives/timeout.h"
#include "properties/registration.h"
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
std::unique_ptr<RunReport> report_on(Body body) {
    register_properties();
    auto report = std::make_unique<RunReport>();
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

TEST(RunReport, ShowsGaugesOverVirtualTime) {
    const auto body = []() -> Coro<> {
        for (int i = 0; i < 20; ++i) {
            gauge("depth", i * i);
            co_await sleep(1ms);
        }
    };
    const auto report = report_on(body);
    ASSERT_EQ(report->gauges().size(), 1U);
    EXPECT_EQ(report->gauges()[0].samples.size(), 20U);
    EXPECT_EQ(report->json()["gauges"]["depth"][2].dump(), "[2000000,4]");
    EXPECT_NE(report->text().find("\n    0s       0\n   1ms       1\n"), std::string::npos)
        << report->text();
}

TEST(RunReport, ShowsSeveralGaugesSideBySide) {
    const auto body = []() -> Coro<> {
        gauge("a", 1);
        co_await sleep(1ms);
        gauge("a", 22);
        gauge("long", 3);
        co_await sleep(1ms);
        gauge("long", 4);
    };
    EXPECT_EQ(report_on(body)->text(),
              "steps that took 100ms or longer: 0\n"
              "measured over virtual time:\n"
              "    t    a   long\n"
              "   0s    1      -\n"
              "  1ms   22      3\n"
              "  2ms   22      4\n");
}

TEST(RunReport, ThinsOutManyInstantsAndKeepsTheLast) {
    const auto body = []() -> Coro<> {
        for (int i = 0; i < 50; ++i) {
            gauge("depth", i);
            co_await sleep(1ms);
        }
    };
    const std::string text = report_on(body)->text();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3 + 17) << text;
    EXPECT_NE(text.find("\n   1ms       1\n   4ms       4\n"), std::string::npos) << text;
    EXPECT_NE(text.find("  49ms      49\n"), std::string::npos) << text;
}

TEST(RunReport, NamesTheStepsThatTookLong) {
    const auto body = []() -> Coro<> {
        spend(99ms);
        co_await sleep(1ms);
        spend(60ms);
        spend(70ms);
    };
    const auto report = report_on(body);
    ASSERT_EQ(report->slow_steps().size(), 1U);
    EXPECT_EQ(report->slow_steps()[0].task, "main");
    EXPECT_EQ(report->slow_steps()[0].took, 130ms);
    EXPECT_EQ(report->json()["slow_steps"][0]["took_ns"], 130'000'000);
}

TEST(RunReport, IsATableAndADocument) {
    const auto report = report_on(contend);
    EXPECT_EQ(report->text(),
              "  primitive   acquired   waits   in vain   contention   overtaken   longest wait\n"
              "  Lock door          4       2         0          50%           0   5ms, 7 steps\n"
              "steps that took 100ms or longer: 0\n");
    EXPECT_EQ(report->json()["primitives"][0]["longest_wait_ns"], 5'000'000);
    EXPECT_EQ(report->json()["slow_steps"].dump(), "[]");
}

}  // namespace
}  // namespace foliot
