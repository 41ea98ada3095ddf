// However slow the log is, the pipeline does not notice.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/simulated_feed.h"
#include "sim/testing/run.h"
#include "testing/prop.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

LogSink sink_of(Duration cost) {
    LogSink sink;
    sink.write = [](const LogRecord&) {};
    sink.cost = cost;
    sink.least = LogLevel::debug;
    sink.capacity = 20;
    return sink;
}

struct Logged {
    CoordinatorStatistics statistics;
    LogCounts log;
};

Logged ran(const LogSink& sink) {
    Logged ran;
    run_to_end([&]() -> Coro<> {
        SimulatedFeed feed(1ms);
        CoordinatorSettings settings;
        settings.job_costs = {2ms};
        Coordinator coordinator(settings, feed, nullptr, sink);
        co_await coordinator.run(5s);
        ran = {coordinator.statistics(), coordinator.log_counts()};
    });
    return ran;
}

TEST(CoordinatorLogging, ASlowLogChangesNeitherThroughputNorShutdown) {
    const Logged silent = ran({});
    const Logged fast = ran(sink_of(0ms));
    const Logged slow = ran(sink_of(10s));
    EXPECT_EQ(silent.log.made, 0);
    EXPECT_GT(fast.log.written, 1'000);
    EXPECT_EQ(fast.log.dropped, 0);
    EXPECT_EQ(slow.log.written, 0);
    EXPECT_GT(slow.log.dropped, 1'000);
    for (const Logged* const each : {&fast, &slow}) {
        EXPECT_EQ(each->statistics.received, silent.statistics.received);
        EXPECT_EQ(each->statistics.by_processor, silent.statistics.by_processor);
        EXPECT_EQ(each->statistics.pipeline_ended, silent.statistics.pipeline_ended);
        EXPECT_EQ(each->statistics.lost(), 0);
    }
    EXPECT_EQ(fast.statistics.shutdown_returned, silent.statistics.shutdown_returned);
    // The flush gave up, within the bound of the shutdown.
    EXPECT_EQ(*slow.statistics.shutdown_returned - *slow.statistics.pipeline_ended, 500ms);
}

FOLIOT_PROP(CoordinatorLogging, CountsEveryRecordAndKeepsTheBound,
            (std::uint16_t cost_ms, std::uint16_t length_ms)) {
    const LogSink sink = sink_of(std::chrono::milliseconds(cost_ms % 300));
    SimulatedFeed feed(Latency{10ms, 30ms});
    CoordinatorSettings settings;
    settings.job_costs = {1ms, 300ms, 3s};
    Coordinator coordinator(settings, feed, nullptr, sink);
    co_await coordinator.run(std::chrono::milliseconds(length_ms % 500));
    const LogCounts counts = coordinator.log_counts();
    const auto waiting = static_cast<std::int64_t>(counts.waiting);
    FOLIOT_CHECK(counts.made == counts.written + counts.dropped + waiting);
    FOLIOT_CHECK(counts.waiting <= sink.capacity + 1);
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws({coordinator.statistics(), settings.shutdown_bound(), tasks_left});
}

}  // namespace
}  // namespace foliot
