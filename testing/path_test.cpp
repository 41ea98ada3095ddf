// FOLIOT_TEST and FOLIOT_PROP where shrinking meets runs that abort or hang, and where laws watch.

#include <gtest/gtest-spi.h>

#include <cstdlib>
#include <filesystem>

#include "foliot/testing.h"
#include "traces/file/trace_json.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

void spin() {
    for (volatile bool on = true; on;) {
    }
}

/// Fifo's own run aborts. That of seed 1 does not.
Coro<> check_beside_abort(Inputs) {
    co_await sleep(1ms);
    const auto k = choose(4, "k");
    if (k == 0) std::abort();
    FOLIOT_CHECK(k == 3);
}

Coro<> check_beside_hang(Inputs) {
    co_await sleep(1ms);
    const auto k = choose(4, "k");
    if (k == 0) spin();
    FOLIOT_CHECK(k == 3);
}

/// Aborts at what a larger number shrinks to.
Coro<> prop_beside_abort(int n) {
    co_await sleep(1ms);
    if (n == 6) std::abort();
    FOLIOT_CHECK(n < 6);
}

/// A lock that lets everybody in.
class LaxLock : public Object {
  public:
    LaxLock() : Object(kind_, "open") {}
    void take() const { report(events::acquire); }

  private:
    static constexpr ObjectKind kind_{"Lock", Role::lock};
};

Coro<> breaks_a_law(Inputs) {
    const LaxLock lock;
    lock.take();
    co_await sleep(1ms);
    lock.take();
}

Coro<> breaks_a_law_too(int) {
    return breaks_a_law({});
}

/// Sets a variable while it lives.
class Variable {
  public:
    Variable(const char* name, const std::string& value) : name_(name) {
        setenv(name, value.c_str(), 1);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { unsetenv(name_); }

  private:
    const char* name_;
};

/// What a test says to GoogleTest; empty if it holds. Traces go to a folder of this test's own.
template <class Run>
std::string told(const Run& run) {
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    const std::string folder = "foliot-traces/" + std::string(info->name());
    const Variable traces("FOLIOT_TRACE_DIR", folder);
    testing::TestPartResultArray results;
    {
        const testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
        run();
    }
    return results.size() == 0 ? "" : results.GetTestPartResult(0).message();
}

std::string said_by_test(Coro<> (*body)(Inputs)) {
    return told([&] { detail::run_test("Path", "said", body, {}, __FILE__, __LINE__); });
}

std::string said_by_prop(Coro<> (*body)(int)) {
    return told([&] { detail::run_prop({"Path", "said", __FILE__, __LINE__}, body); });
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The rest of the line behind `word`.
std::string rest_of_line(const std::string& text, const std::string& word) {
    const std::size_t begin = text.find(word) + word.size();
    return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(Path, ACheckBesideAnAbortIsToldByATest) {
    const std::string text = said_by_test(check_beside_abort);
    EXPECT_TRUE(holds(text, "check failed: k == 3  testing/path_test.cpp:")) << text;
    EXPECT_TRUE(holds(text, "was killed by SIGABRT")) << text;
    const Variable replay("FOLIOT_REPLAY", rest_of_line(text, "trace:   "));
    EXPECT_TRUE(holds(said_by_test(check_beside_abort), "check failed: k == 3"));
}

TEST(Path, ACheckBesideAHangIsToldByATestInTime) {
    const Variable time("FOLIOT_SHRINK_TIME", "400ms");
    const std::string text = said_by_test(check_beside_hang);
    EXPECT_TRUE(holds(text, "check failed: k == 3  testing/path_test.cpp:")) << text;
    EXPECT_TRUE(holds(text, "took too long")) << text;
}

TEST(Path, ACheckBesideAnAbortIsToldByAProperty) {
    const std::string text = said_by_prop(prop_beside_abort);
    EXPECT_TRUE(holds(text, "check failed: n < 6  testing/path_test.cpp:")) << text;
    EXPECT_TRUE(holds(text, "was killed by SIGABRT")) << text;
    EXPECT_TRUE(holds(text, ", 7)\n")) << text;
    const Variable replay("FOLIOT_REPLAY", rest_of_line(text, "trace:   "));
    EXPECT_TRUE(holds(said_by_prop(prop_beside_abort), "check failed: n < 6"));
}

TEST(Path, NothingIsShrunkWhereThatIsNotWanted) {
    const Variable none("FOLIOT_SHRINK", "0");
    EXPECT_FALSE(holds(said_by_test(check_beside_abort), "shrunk:"));
    EXPECT_FALSE(holds(said_by_prop(prop_beside_abort), "shrunk"));
}

TEST(Path, LawsWatchATestWhereTheyAreAskedFor) {
    EXPECT_EQ(said_by_test(breaks_a_law), "");
    std::string text;
    {
        const Variable laws("FOLIOT_LAWS", "steady-time,mutual-exclusion");
        text = said_by_test(breaks_a_law);
    }
    EXPECT_TRUE(holds(text, "  law mutual exclusion: ")) << text;
    // Its trace knows who watched.
    const std::string file = rest_of_line(text, "trace:   ");
    EXPECT_EQ(read_trace(file).laws, (std::vector<std::string>{"steady-time", "mutual-exclusion"}));
    const Variable replay("FOLIOT_REPLAY", file);
    EXPECT_TRUE(holds(said_by_test(breaks_a_law), "law mutual exclusion"));
}

TEST(Path, AllLawsWatchAPropertyUnlessSomeAreNamed) {
    EXPECT_TRUE(holds(said_by_prop(breaks_a_law_too), "law mutual exclusion"));
    const Variable laws("FOLIOT_LAWS", "steady-time");
    EXPECT_EQ(said_by_prop(breaks_a_law_too), "");
}

}  // namespace
}  // namespace foliot
