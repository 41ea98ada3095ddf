// FOLIOT_TEST and FOLIOT_PROP by what they make of right and wrong bodies.

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

Coro<> counted() {
    ++runs;
    co_return;
}

TEST(FoliotTest, MakesAThousandRuns) {
    runs = 0;
    detail::run_test("FoliotTest", "counted", counted, __FILE__, __LINE__);
    EXPECT_EQ(runs, 1000);
}

Coro<> expects_wrongly() {
    co_await sleep(1ms);
    EXPECT_EQ(1 + 1, 3);
}

Coro<> checks_wrongly() {
    co_await sleep(1ms);
    FOLIOT_CHECK(1 + 1 == 3);
}

Coro<> swallows_the_check() {
    try {
        FOLIOT_CHECK(false);
    } catch (const std::exception&) {
    }
    co_return;
}

Coro<> throws_away() {
    co_await sleep(1ms);
    throw std::runtime_error("thrown away");
}

Coro<> awaits_in_a_check() {
    Event event;
    event.set();
    FOLIOT_CHECK(co_await event.wait());
    FOLIOT_CHECK(!co_await event.wait());
}

void run(Coro<> (*body)()) {
    detail::run_test("FoliotTest", "wrong", body, __FILE__, __LINE__);
}

TEST(FoliotTest, AFailingExpectationFailsTheRunOnce) {
    EXPECT_NONFATAL_FAILURE(run(expects_wrongly), "FAILED FoliotTest.wrong  seed=1");
}

TEST(FoliotTest, AFailingCheckNamesTheExpressionAndThePlace) {
    EXPECT_NONFATAL_FAILURE(run(checks_wrongly),
                            "check failed: 1 + 1 == 3  properties/testing/test_test.cpp:");
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

FOLIOT_PROP(FoliotProp, GivesArgumentsAndASchedule, (std::uint8_t tasks)) {
    int ended = 0;
    const auto body = [](int& count) -> Coro<> {
        co_await sleep(1ms);
        ++count;
    };
    std::vector<Task<>> spawned;
    for (int i = 0; i < tasks % 8; ++i)
        spawned.push_back(spawn(body(ended)));
    co_await gather(spawned);
    RC_ASSERT(ended == tasks % 8);
}

Coro<> order_matters(std::uint8_t) {
    std::string order;
    const auto body = [](std::string& to, char name) -> Coro<> {
        to += name;
        co_return;
    };
    auto a = spawn(body(order, 'a'));
    auto b = spawn(body(order, 'b'));
    co_await a;
    co_await b;
    FOLIOT_CHECK(order == "ab");
}

TEST(FoliotProp, FindsAScheduleThatBreaksAndShrinksIt) {
    testing::TestPartResultArray results;
    {
        const testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
        detail::run_prop("FoliotProp.order", order_matters);
    }
    ASSERT_EQ(results.size(), 1);
    const std::string message = results.GetTestPartResult(0).message();
    EXPECT_NE(message.find("schedule with 1 choices that may differ from fifo"), std::string::npos)
        << message;
    EXPECT_NE(message.find("order == \"ab\""), std::string::npos) << message;
}

}  // namespace
}  // namespace foliot
