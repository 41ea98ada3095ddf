#include "coordinator/processor.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> fill(Common& common, int count) {
    for (int i = 1; i <= count; ++i)
        co_await common.handover.put(update_of(i));
}

TEST(Processor, WorksInBatchesUntilTheBufferIsClosedAndEmpty) {
    std::string log;
    LogSink sink{[&log](const LogRecord& record) { log += text_of(record) + ", "; }};
    sink.least = LogLevel::debug;
    const VirtualTime end = run_to_end([&]() -> Coro<> {
                                Common common(CoordinatorSettings{}, sink);
                                co_await fill(common, 250);
                                co_await common.handover.close();
                                co_await run_processor(common, "p");
                                EXPECT_EQ(common.statistics.processed, 250);
                                EXPECT_EQ(common.statistics.by_processor.at("p"), 250);
                                co_await common.log_queue.flush(1s);
                            }).time;
    EXPECT_EQ(log,
              "p: batch processed=100 of=100, p: batch processed=100 of=100, "
              "p: batch processed=50 of=50, p: ended, ");
    EXPECT_EQ(end, virtual_start + 63ms);  // 25, 25 and 13 rounds of four threads
}

Indicators fail_on_even(const MarketDataUpdate& update) {
    if (update.price.mantissa() % 2 == 0) throw std::runtime_error("even");
    return technical_indicators(update);
}

TEST(Processor, KeepsFailuresApart) {
    std::string log;
    LogSink sink{[&log](const LogRecord& record) { log += text_of(record) + ", "; }};
    sink.least = LogLevel::warning;
    run_to_end([&]() -> Coro<> {
        CoordinatorSettings settings;
        settings.indicators = fail_on_even;
        Common common(settings, sink);
        co_await fill(common, 5);
        co_await common.handover.close();
        co_await run_processor(common, "p");
        EXPECT_EQ(common.statistics.processed, 5);
        EXPECT_EQ(common.statistics.failed, 2);
        EXPECT_EQ(common.statistics.by_processor.at("p"), 3);
        co_await common.log_queue.flush(1s);
    });
    EXPECT_EQ(log, "p: indicators failed: even, p: indicators failed: even, ");
}

TEST(Processor, DropsWhatACancellationLeavesUndone) {
    run_to_end([&]() -> Coro<> {
        CoordinatorSettings settings;
        settings.pool_workers = 2;
        settings.job_costs = {10ms};
        Common common(settings);
        co_await fill(common, 7);
        Task<> processor = spawn(run_processor(common, "p"));
        co_await sleep(15ms);  // two are done, two are at work, three wait for a thread
        processor.cancel();
        co_await ended(processor);
        EXPECT_TRUE(processor.cancelled());
        EXPECT_EQ(common.statistics.processed, 2);
        EXPECT_EQ(common.statistics.dropped, 5);
        EXPECT_EQ(Loop::running().now(), virtual_start + 15ms);
        EXPECT_EQ(common.permits.value(), 10);
        co_await common.pool.shutdown();
        EXPECT_EQ(Loop::running().now(), virtual_start + 20ms);  // nobody can stop a thread
        EXPECT_EQ(common.statistics.processed, 2);
    });
}

TEST(Processor, DropsABatchThatIsCancelledWhileItWaitsForAPermit) {
    run_to_end([&]() -> Coro<> {
        CoordinatorSettings settings;
        settings.permits = 1;
        settings.batch_max = 3;
        settings.job_costs = {10ms};
        Common common(settings);
        co_await fill(common, 6);
        co_await common.handover.close();
        const Task<> first = spawn(run_processor(common, "first"));
        Task<> second = spawn(run_processor(common, "second"));
        co_await sleep(5ms);
        second.cancel();
        co_await first;
        EXPECT_TRUE(second.cancelled());
        EXPECT_EQ(common.statistics.processed, 3);
        EXPECT_EQ(common.statistics.dropped, 3);
    });
}

TEST(Processor, WorksOnlyWhileItHasASeat) {
    run_to_end([&]() -> Coro<> {
        CoordinatorSettings settings;
        settings.processors = 1;
        settings.balance = BalanceLimits{50, 10, 2};
        settings.batch_max = 10;
        Common common(settings);
        co_await fill(common, 80);
        const Task<> first = spawn(run_processor(common, "first"));
        const Task<> second = spawn(run_processor(common, "second"));
        co_await sleep(2ms);
        EXPECT_EQ(common.statistics.by_processor.count("second"), 0U);
        common.balance.adjust(70);
        co_await sleep(5ms);
        EXPECT_GT(common.statistics.by_processor["second"], 0);
        common.balance.adjust(0);  // whoever looks first stands up
        co_await sleep(20ms);
        EXPECT_EQ(common.statistics.processed, 80);
        co_await common.handover.close();
        common.balance.open();
        co_await first;
        co_await second;
    });
}

}  // namespace
}  // namespace foliot
