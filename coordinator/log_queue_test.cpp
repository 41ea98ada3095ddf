#include "coordinator/log_queue.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

LogSink sink_into(Log& log, Latency cost, std::size_t capacity = 10) {
    LogSink sink;
    sink.write = [&log](const LogRecord& record) { log.add(record.message); };
    sink.cost = std::move(cost);
    sink.capacity = capacity;
    return sink;
}

TEST(LogQueue, WritesInAThreadOfItsOwn) {
    Log log;
    run_to_end([&]() -> Coro<> {
        LogQueue queue(sink_into(log, 2ms));
        const Logger logger = queue.logger();
        logger.info("a");
        logger.info("b");
        EXPECT_EQ(Loop::running().now(), virtual_start);
        EXPECT_EQ(log.text(), "");
        co_await sleep(10ms);
        logger.debug("too detailed");
        logger.warning("c");
        const bool all = co_await queue.flush(1s);
        EXPECT_TRUE(all);
        EXPECT_EQ(queue.counts().written, 3);
    });
    EXPECT_EQ(log.text(), "2 a, 4 b, 12 c");
}

TEST(LogQueue, FlushWaitsNoLongerThanItIsTold) {
    Log log;
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                LogQueue queue(sink_into(log, 10ms));
                                for (const char* const text : {"a", "b", "c", "d"})
                                    queue.logger().info(text);
                                const bool all = co_await queue.flush(25ms);
                                EXPECT_FALSE(all);
                                EXPECT_EQ(queue.counts().written, 2);
                                EXPECT_EQ(queue.counts().waiting, 2U);
                            }).time;
    EXPECT_EQ(end, virtual_start + 25ms);
}

TEST(LogQueue, CountsEveryRecord) {
    Log log;
    run_to_end([&]() -> Coro<> {
        LogQueue queue(sink_into(log, 10ms, 3));
        const Logger logger = queue.logger();
        for (const char* const text : {"a", "b", "c", "d", "e"})
            logger.info(text);
        co_await sleep(15ms);
        co_await queue.flush(0ms);
        logger.error("too late");
        const LogCounts counts = queue.counts();
        EXPECT_EQ(counts.made, 6);
        EXPECT_EQ(counts.dropped, 3);  // a and b, and the one that came too late
        EXPECT_EQ(counts.written + counts.dropped + static_cast<std::int64_t>(counts.waiting), 6);
    });
    EXPECT_EQ(log.text(), "10 c");
}

TEST(LogQueue, MayGoAwayBeforeItsLoggersAndItsThread) {
    Log log;
    run_to_end([&]() -> Coro<> {
        Logger logger;
        {
            LogQueue queue(sink_into(log, 10ms));
            logger = queue.logger();
            logger.info("a");
            co_await sleep(5ms);
        }
        logger.info("b");
        co_await sleep(100ms);
    });
    EXPECT_EQ(log.text(), "");
}

TEST(LogQueue, IsSilentWithoutASink) {
    run_to_end([]() -> Coro<> {
        LogQueue queue(LogSink{});
        queue.logger().error("a");
        const bool all = co_await queue.flush(1s);
        EXPECT_TRUE(all);
        EXPECT_EQ(queue.counts().made, 0);
    });
}

}  // namespace
}  // namespace foliot
