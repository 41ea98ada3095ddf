#include "sim/wait_book.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "primitives/lock.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::law_tests {
namespace {

using namespace std::chrono_literals;

/// Writes down what the book says at every note: "2 wait: a (since step 1) pending, ...".
class Reader final : public Observer {
  public:
    std::vector<std::string> lines;

    void on_step(const Step& step) override { book_.on_step(law_step(step)); }
    void on_event(const TraceEvent& event) override {
        book_.on_event(law_event(event, LiveNames(event)));
        if (event.kind == events::note) lines.push_back(read());
    }

  private:
    std::string read() {
        std::string text;
        for (const auto& [object, waits] : book_.all()) {
            for (const WaitRecord& each : waits) {
                const bool woken = each.state == WaitRecord::State::woken;
                const bool pending = each.state == WaitRecord::State::pending;
                text += text.empty() ? "" : ", ";
                text += book_.describe(each);
                text += pending ? " pending" : woken ? " woken" : " cancelled";
            }
        }
        return text;
    }
    WaitBook book_;
};

Coro<> use(Lock& lock) {
    co_await lock.acquire();
    note("acquired");
    lock.release();
}

Coro<> three_waiters() {
    Lock lock;
    co_await lock.acquire();
    const Task<> a = spawn(use(lock), "a");
    Task<> b = spawn(use(lock), "b");
    const Task<> c = spawn(use(lock), "c");
    co_await sleep(1ms);
    note("all wait");
    b.cancel();
    note("b is cancelled");
    lock.release();
    note("a is woken");
    co_await a;
    co_await c;
}

TEST(WaitBook, KeepsAWaitUntilItsTaskRunsAgain) {
    Reader reader;
    Loop loop;
    loop.observe(reader);
    EXPECT_EQ(loop.run(three_waiters()).message, "");
    const std::vector<std::string> expected = {
        "a (since step 1) pending, b (since step 2) pending, c (since step 3) pending",
        "a (since step 1) pending, b (since step 2) cancelled, c (since step 3) pending",
        "a (since step 1) woken, b (since step 2) cancelled, c (since step 3) pending",
        "c (since step 3) pending",
        "",
    };
    EXPECT_EQ(reader.lines, expected);
}

}  // namespace
}  // namespace foliot::law_tests
