#include "coordinator/start_line.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/callback.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> component(StartLine::Place place, Duration preparation, std::string name, Log& log) {
    co_await sleep(preparation);
    const bool started = co_await place.wait();
    log.add(name + (started ? " works" : " does not"));
}

Task<> add(StartLine& line, Duration preparation, const char* name, Log& log) {
    return spawn(component(StartLine::Place(line), preparation, name, log), name);
}

TEST(StartLine, NobodyWorksBeforeAllAreReady) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        StartLine line(3);
        const Task<> a = add(line, 1ms, "a", log);
        const Task<> b = add(line, 30ms, "b", log);
        const Task<> c = add(line, 20ms, "c", log);
        const bool started = co_await line.watch();
        EXPECT_TRUE(started);
        co_await a;
        co_await b;
        co_await c;
    });
    EXPECT_EQ(log.text(), "30 b works, 30 a works, 30 c works");
}

TEST(StartLine, NobodyWorksWhereOneGivesUp) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        StartLine line(3);
        const Task<> a = add(line, 1ms, "a", log);
        Task<> b = add(line, 30ms, "b", log);
        const Task<> c = add(line, 20ms, "c", log);
        const auto stop = call_later(10ms, [&b] { b.cancel(); });
        const bool started = co_await line.watch();
        EXPECT_FALSE(started);
        co_await a;
        co_await c;
        co_await ended(b);
    });
    EXPECT_EQ(log.text(), "10 a does not, 20 c does not");
}

TEST(StartLine, NobodyWorksWhereOneNeverBegan) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        StartLine line(2);
        const Task<> a = add(line, 1ms, "a", log);
        Task<> b = add(line, 1ms, "b", log);
        b.cancel();
        const bool started = co_await line.watch();
        EXPECT_FALSE(started);
        co_await a;
        co_await ended(b);
    });
    EXPECT_EQ(log.text(), "1 a does not");
}

}  // namespace
}  // namespace foliot
