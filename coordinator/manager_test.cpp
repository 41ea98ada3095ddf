#include "coordinator/manager.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// What the manager logs at this level while it is left alone with a coordinator's belongings.
template <class Meanwhile>
std::string logged(CoordinatorSettings settings, LogLevel least, Meanwhile meanwhile) {
    std::string log;
    LogSink sink;
    sink.write = [&log](const LogRecord& record) {
        log +=
            std::to_string(nanoseconds(record.time) / 1'000'000'000) + " " + text_of(record) + "\n";
    };
    sink.least = least;
    run_to_end([&]() -> Coro<> {
        Common common(settings, sink);
        const Task<> manager = spawn(run_manager(common));
        co_await meanwhile(common);
        common.shutdown.set();
        co_await manager;
        co_await common.log_queue.flush(1s);
    });
    return log;
}

Coro<> fill_buffer(Common& common, int count) {
    for (int i = 1; i <= count; ++i)
        co_await common.handover.put(update_of(i));
}

TEST(Manager, WarnsOfAFullBufferAndOfFewPermits) {
    CoordinatorSettings settings;
    settings.permits = 3;
    settings.warnings.health_buffer = 5;
    const auto meanwhile = [](Common& common) -> Coro<> {
        co_await fill_buffer(common, 5);
        co_await common.permits.acquire();
        co_await sleep(11s);  // five and two are all right
        co_await fill_buffer(common, 1);
        co_await common.permits.acquire();
        co_await sleep(9s);
    };
    EXPECT_EQ(logged(settings, LogLevel::warning, meanwhile),
              "20 manager: high buffer usage buffered=6\n"
              "20 manager: low processing capacity permits=1\n");
}

TEST(Manager, BalancesTheLoad) {
    CoordinatorSettings settings;
    settings.balance = BalanceLimits{5, 1, 4};
    const auto meanwhile = [](Common& common) -> Coro<> {
        co_await sleep(1s);
        co_await fill_buffer(common, 5);
        co_await sleep(10s);
        EXPECT_EQ(common.balance.seats(), 4U);
        static_cast<void>(co_await common.handover.take(4));
        co_await sleep(10s);
        EXPECT_EQ(common.balance.seats(), 3U);
    };
    EXPECT_NE(logged(settings, LogLevel::info, meanwhile)
                  .find("10 manager: load balanced processors=4 buffered=5\n"),
              std::string::npos);
}

TEST(Manager, RestartsTheCountsOnTheHourWhateverItsOwnPeriod) {
    CoordinatorSettings settings;
    settings.manager_period = 7s;
    settings.statistics_period = 60s;
    const auto meanwhile = [](Common& common) -> Coro<> {
        common.statistics.by_processor["p"] = 5;
        co_await sleep(59s);
        EXPECT_EQ(common.statistics.restarts, 0);
        EXPECT_EQ(common.statistics.by_processor.size(), 1U);
        co_await sleep(1001ms);
        EXPECT_EQ(common.statistics.restarts, 1);
        EXPECT_TRUE(common.statistics.by_processor.empty());
        co_await sleep(120s);
        EXPECT_EQ(common.statistics.restarts, 3);
    };
    const std::string log = logged(settings, LogLevel::info, meanwhile);
    for (const char* const line :
         {"60 manager: counts restarted periods=1\n", "120 manager: counts restarted periods=1\n",
          "180 manager: counts restarted periods=1\n"}) {
        EXPECT_NE(log.find(line), std::string::npos) << line << log;
    }
}

TEST(Manager, RestartsTheCountsAlsoWhereItIsLate) {
    CoordinatorSettings settings;
    settings.manager_period = 10s;
    settings.statistics_period = 60s;
    const auto meanwhile = [](Common& common) -> Coro<> {
        co_await sleep(45s);
        co_await common.handover.lock().acquire();  // the manager waits for it from 50 s on
        co_await sleep(82s);
        EXPECT_EQ(common.statistics.restarts, 0);
        common.handover.lock().release();
        co_await sleep(1s);
        EXPECT_EQ(common.statistics.restarts, 2);
        co_await sleep(60s);
        EXPECT_EQ(common.statistics.restarts, 3);
    };
    const std::string log = logged(settings, LogLevel::info, meanwhile);
    EXPECT_NE(log.find("127 manager: counts restarted periods=2\n"), std::string::npos) << log;
    EXPECT_NE(log.find("180 manager: counts restarted periods=1\n"), std::string::npos) << log;
}

}  // namespace
}  // namespace foliot
