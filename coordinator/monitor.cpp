#include "coordinator/monitor.h"

#include <algorithm>
#include <string>

#include "sim/task_state.h"

namespace foliot {

namespace {

void log_metrics(const Logger& log, const Metrics& metrics) {
    constexpr std::size_t many = 8'000;
    constexpr std::int64_t few_per_minute = 100 * 60;
    log.info([&metrics] {
        return "buffer " + std::to_string(metrics.buffered) + ", permits " +
               std::to_string(metrics.permits_free) + ", processed " +
               std::to_string(metrics.processed) + ", per minute " +
               std::to_string(metrics.processed_per_minute) + ", tasks " +
               std::to_string(metrics.tasks);
    });
    if (metrics.buffered > many) log.warning("the buffer is about to overflow");
    if (metrics.processed_per_minute < few_per_minute) log.warning("the processing rate is low");
}

}  // namespace

Coro<Metrics> collect_metrics(Common& common) {
    constexpr std::int64_t ns_per_second = 1'000'000'000;
    Metrics metrics;
    metrics.buffered = co_await common.handover.size();
    metrics.permits_free = common.permits.value();
    metrics.processed = common.statistics.processed;
    const std::int64_t elapsed = std::max(ns_per_second, nanoseconds(VirtualClock::now()));
    metrics.processed_per_minute = metrics.processed * 60 / (elapsed / ns_per_second);
    metrics.tasks = all_tasks().size();
    co_return metrics;
}

Coro<> run_monitor(Common& common) {
    while (!common.shutdown.is_set()) {
        const Metrics metrics = co_await collect_metrics(common);
        log_metrics(common.log, metrics);
        co_await until_set(common.shutdown, common.settings.monitor_period);
    }
    common.log.info("monitor ended");
}

}  // namespace foliot
