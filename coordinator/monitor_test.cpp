#include "coordinator/monitor.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/testing/feeds.h"
#include "sim/observer.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(Sampler, CollectsMetrics) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        Sampler sampler(common);
        co_await common.handover.put(update_of(1));
        co_await common.permits.acquire();
        common.statistics.processed = 30;
        co_await sleep(2500ms);
        const Metrics first = co_await sampler.sample();
        EXPECT_EQ(first.buffered, 1U);
        EXPECT_EQ(first.permits_free, 9);
        EXPECT_EQ(first.processed, 30);
        EXPECT_EQ(first.tasks, 1U);
        EXPECT_FALSE(first.rate.has_value());  // since when?
    });
}

TEST(Sampler, MeasuresTheRateSinceTheSampleBefore) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        Sampler sampler(common);
        co_await sleep(100s);
        static_cast<void>(co_await sampler.sample());
        common.statistics.processed += 500;
        co_await sleep(2500ms);
        const Metrics busy = co_await sampler.sample();
        EXPECT_EQ(busy.rate.value_or(-1), 200);
        const Metrics again = co_await sampler.sample();
        EXPECT_FALSE(again.rate.has_value());  // no time has passed
        common.statistics.by_processor.clear();
        common.statistics.processed += 1;
        co_await sleep(1s);
        const Metrics idle = co_await sampler.sample();
        EXPECT_EQ(idle.rate.value_or(-1), 1);
    });
}

/// The warnings of a monitor, with their times in seconds, while so many updates are processed in
/// each of the periods.
std::string warnings(std::vector<std::int64_t> processed, int buffered = 0) {
    std::string log;
    LogSink sink;
    sink.write = [&log](const LogRecord& record) {
        log +=
            std::to_string(nanoseconds(record.time) / 1'000'000'000) + " " + text_of(record) + "\n";
    };
    sink.least = LogLevel::warning;
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{}, sink);
        for (int i = 0; i < buffered; ++i)
            co_await common.handover.put(update_of(i));
        const Task<> monitor = spawn(run_monitor(common));
        co_await sleep(1s);
        for (const std::int64_t each : processed) {
            common.statistics.processed += each;
            co_await sleep(30s);
        }
        common.shutdown.set();
        co_await monitor;
        co_await common.log_queue.flush(1s);
    });
    return log;
}

TEST(Monitor, WarnsOfALowRateInThePeriodThatHasPassed) {
    // 3,000 in 30 s are 100 a second. What was done before makes up for nothing.
    EXPECT_EQ(warnings({3'000, 9'000, 2'999, 3'000}), "90 monitor: low processing rate rate=99\n");
}

TEST(Monitor, DoesNotWarnOfTheRateBeforeAPeriodHasPassed) {
    EXPECT_EQ(warnings({}), "");
}

TEST(Monitor, MeasuresAFullPeriodAlsoWhereItWasLate) {
    int warned = 0;
    LogSink sink;
    sink.write = [&warned](const LogRecord&) { ++warned; };
    sink.least = LogLevel::warning;
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{}, sink);
        const Task<> monitor = spawn(run_monitor(common));
        co_await common.handover.lock().acquire();
        co_await sleep(59s);  // its first sample is late, and just before its time
        common.handover.lock().release();
        co_await sleep(2s);
        EXPECT_EQ(warned, 0);
        co_await sleep(29s);
        EXPECT_EQ(warned, 1);
        common.shutdown.set();
        co_await monitor;
        co_await common.log_queue.flush(1s);
    });
}

/// The gauges of a run, in their order: "1s buffered=0".
class Gauges final : public Observer {
  public:
    void on_event(const TraceEvent& event) override {
        if (event.kind != events::gauge) return;
        shown += std::to_string(nanoseconds(event.time) / 1'000'000'000) + "s " +
                 std::string(event.text) + "=" + std::to_string(event.value) + "\n";
    }
    std::string shown;
};

TEST(Monitor, ShowsItsMetricsAsGauges) {
    Loop loop;
    Gauges gauges;
    loop.observe(gauges);
    const auto body = []() -> Coro<> {
        Common common(CoordinatorSettings{});
        co_await common.permits.acquire();
        const Task<> monitor = spawn(run_monitor(common));
        co_await sleep(1s);
        co_await common.handover.put(update_of(1));
        common.statistics.processed = 600;
        co_await sleep(30s);
        common.shutdown.set();
        co_await monitor;
    };
    EXPECT_FALSE(loop.run(body()).failed());
    EXPECT_EQ(gauges.shown,
              "0s buffered=0\n0s permits=9\n0s processed=0\n0s tasks=2\n"
              "30s buffered=1\n30s permits=9\n30s processed=600\n30s tasks=2\n30s rate=20\n");
}

TEST(Monitor, WarnsOfAnOverflow) {
    EXPECT_EQ(warnings({}, 8'000), "");
    EXPECT_EQ(warnings({}, 8'001), "0 monitor: buffer overflow risk buffered=8001\n");
}

}  // namespace
}  // namespace foliot
