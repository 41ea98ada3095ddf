// FOLIOT_PROP by what it makes of right and wrong bodies.

#include <gtest/gtest-spi.h>

#include <cstdlib>
#include <filesystem>

#include "foliot/testing.h"
#include "traces/file/trace_json.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

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

/// Two tasks that note their names: whether the order is minded is up to the caller.
Coro<> notes_order(bool minded, int count) {
    std::string order;
    const auto body = [](std::string& to, char name) -> Coro<> {
        to += name;
        co_return;
    };
    auto a = spawn(body(order, 'a'));
    auto b = spawn(body(order, 'b'));
    co_await a;
    co_await b;
    if (minded && count > 2) FOLIOT_CHECK(order == "ab");
}

Coro<> minds_order(int count) {
    return notes_order(true, count);
}

Coro<> minds_no_order(int count) {
    return notes_order(false, count);
}

Coro<> expects_wrongly(int) {
    EXPECT_EQ(1 + 1, 3);
    co_return;
}

Coro<> deadlocks(int) {
    Event never;
    co_await never.wait();
}

Coro<> discards_everything(int) {
    RC_PRE(false);
    co_return;
}

/// A lock that lets everybody in.
class OpenLock : public Object {
  public:
    OpenLock() : Object(kind_, "open") {}
    void take() const { report(events::acquire); }

  private:
    static constexpr ObjectKind kind_{"Lock", Role::lock};
};

Coro<> breaks_a_law(int) {
    const OpenLock lock;
    lock.take();
    co_await sleep(1ms);
    lock.take();
}

/// What a property says to GoogleTest; empty where it holds. Its trace is this test's own.
std::string said(Coro<> (*body)(int)) {
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    const std::string folder = "foliot-traces/" + std::string(info->name());
    setenv("FOLIOT_TRACE_DIR", folder.c_str(), 1);
    testing::TestPartResultArray results;
    {
        const testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
        detail::run_prop({"FoliotProp", "said", __FILE__, __LINE__}, body);
    }
    unsetenv("FOLIOT_TRACE_DIR");
    return results.size() == 0 ? "" : results.GetTestPartResult(0).message();
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The rest of the line behind `word`.
std::string after(const std::string& text, const std::string& word) {
    const std::size_t begin = text.find(word) + word.size();
    return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(FoliotProp, ShrinksArgumentsAndSchedule) {
    const std::string text = said(minds_order);
    EXPECT_TRUE(has(text, "FAILED FoliotProp.said  seed=1 strategy=bytes")) << text;
    EXPECT_TRUE(has(text, "check failed: order == \"ab\"  testing/prop_test.cpp"));
    EXPECT_TRUE(has(text, "schedule with 1 choices that may differ from fifo")) << text;
    EXPECT_TRUE(has(text, ", 3)\n")) << text;
}

TEST(FoliotProp, SaysHowRapidCheckMakesTheCaseAgain) {
    const std::string text = said(minds_order);
    EXPECT_TRUE(has(text, "  again:   RC_PARAMS=\"reproduce=")) << text;
    const Trace trace = read_trace(after(text, "trace:   "));
    EXPECT_TRUE(has(text, "\"" + trace.arguments + "\""));
}

TEST(FoliotProp, ReplaysItsTraceWithTheSameArguments) {
    const std::string text = said(minds_order);
    const std::string file = after(text, "trace:   ");
    EXPECT_TRUE(has(text, "FOLIOT_REPLAY=" + file + " "));
    setenv("FOLIOT_REPLAY", file.c_str(), 1);
    const std::string again = said(minds_order);
    const std::string mended = said(minds_no_order);
    unsetenv("FOLIOT_REPLAY");
    EXPECT_TRUE(has(again, "strategy=replay")) << again;
    EXPECT_TRUE(has(again, "check failed: order == \"ab\""));
    EXPECT_EQ(mended, "");
}

TEST(FoliotProp, AFailingExpectationFailsIt) {
    EXPECT_TRUE(has(said(expects_wrongly), "1 + 1"));
}

Coro<> asserts_wrongly(int) {
    co_await sleep(1ms);
    RC_ASSERT(1 + 1 == 3);
}

TEST(FoliotProp, AnAssertionOfRapidChecksIsACheckThatFailed) {
    const std::string text = said(asserts_wrongly);
    EXPECT_TRUE(has(text, "t=1ms  ")) << text;
    EXPECT_TRUE(has(text, "RC_ASSERT(1 + 1 == 3)")) << text;
    EXPECT_FALSE(has(text, "error:")) << text;
}

TEST(FoliotProp, ADeadlockFailsIt) {
    EXPECT_TRUE(has(said(deadlocks), "deadlock: "));
}

TEST(FoliotProp, ABrokenLawFailsIt) {
    const std::string text = said(breaks_a_law);
    EXPECT_TRUE(has(text, "law mutual exclusion")) << text;
}

TEST(FoliotProp, GivesUpWhereNothingIsTested) {
    EXPECT_TRUE(has(said(discards_everything), "Gave up")) << said(discards_everything);
}

int cases = 0;

Coro<> counts(int) {
    ++cases;
    co_return;
}

TEST(FoliotProp, TriesAThousandCasesOrAsManyAsAskedFor) {
    cases = 0;
    EXPECT_EQ(said(counts), "");
    EXPECT_EQ(cases, 1000);
    setenv("FOLIOT_RUNS", "7", 1);
    cases = 0;
    EXPECT_EQ(said(counts), "");
    unsetenv("FOLIOT_RUNS");
    EXPECT_EQ(cases, 7);
}

}  // namespace
}  // namespace foliot
