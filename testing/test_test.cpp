// FOLIOT_TEST by what they make of right and wrong bodies.

#include <gtest/gtest-spi.h>

#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

FOLIOT_TEST(FoliotTest, RunsABodyThatHolds) {
    const VirtualTime start = VirtualClock::now();
    co_await sleep(3ms);
    EXPECT_EQ(VirtualClock::now() - start, 3ms);
    FOLIOT_CHECK(VirtualClock::now() - start == 3ms);
}

int runs = 0;

Coro<> counted(Inputs) {
    ++runs;
    co_return;
}

TEST(FoliotTest, MakesAThousandRuns) {
    runs = 0;
    detail::run_test("FoliotTest", "counted", counted, {}, __FILE__, __LINE__);
    EXPECT_EQ(runs, 1000);
}

Coro<> expects_wrongly(Inputs) {
    co_await sleep(1ms);
    EXPECT_EQ(1 + 1, 3);
}

Coro<> checks_wrongly(Inputs) {
    co_await sleep(1ms);
    FOLIOT_CHECK(1 + 1 == 3);
}

Coro<> swallows_the_check(Inputs) {
    try {
        FOLIOT_CHECK(false);
    } catch (const std::exception&) {
    }
    co_return;
}

Coro<> throws_away(Inputs) {
    co_await sleep(1ms);
    throw std::runtime_error("thrown away");
}

Coro<> awaits_in_a_check(Inputs) {
    Event event;
    event.set();
    FOLIOT_CHECK(co_await event.wait());
    FOLIOT_CHECK(!co_await event.wait());
}

void run(Coro<> (*body)(Inputs)) {
    detail::run_test("FoliotTest", "wrong", body, {}, __FILE__, __LINE__);
}

TEST(FoliotTest, AFailingExpectationFailsTheRunOnce) {
    EXPECT_NONFATAL_FAILURE(run(expects_wrongly), "FAILED FoliotTest.wrong  seed=1");
}

TEST(FoliotTest, AFailingCheckNamesTheExpressionAndThePlace) {
    EXPECT_NONFATAL_FAILURE(run(checks_wrongly),
                            "check failed: 1 + 1 == 3  testing/test_test.cpp:");
}

TEST(FoliotTest, ASwallowedCheckStillFails) {
    EXPECT_NONFATAL_FAILURE(run(swallows_the_check), "check failed: false");
}

TEST(FoliotTest, AnExceptionFailsTheRun) {
    EXPECT_NONFATAL_FAILURE(run(throws_away), "error: main raised Error: thrown away");
}

TEST(FoliotTest, ACheckMayAwait) {
    EXPECT_NONFATAL_FAILURE(run(awaits_in_a_check), "check failed: !co_await event.wait()");
}

FOLIOT_TEST(FoliotTest, MayDeclareOptions, option<int>("--n", "how many"), option<>("--fast", "")) {
    EXPECT_TRUE(inputs.options.empty());
    FOLIOT_CHECK(inputs.options.get_or<int>("--n", 3) == 3);
    co_return;
}

}  // namespace
}  // namespace foliot
