// The tasks of the documented coordinator that only look: manager and monitor.

#include <algorithm>
#include <chrono>

#include "coordinator/documented.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task_state.h"

namespace foliot {

using namespace std::chrono_literals;

namespace {

std::int64_t seconds_since_start() {
    return nanoseconds(VirtualClock::now()) / 1'000'000'000;
}

}  // namespace

Coro<> DocumentedCoordinator::coordination_manager() {
    while (!shutdown_event_.is_set()) {
        co_await check_system_health();
        co_await balance_processing_load();
        co_await cleanup_old_data();
        co_await sleep(settings_.manager_period);
    }
}

Coro<> DocumentedCoordinator::check_system_health() {
    std::size_t buffer_size = 0;
    {
        const auto held = co_await data_lock_.scoped();
        buffer_size = market_data_buffer_.size();
    }
    if (buffer_size > 5'000) {
        logger_.warning([&] { return "high buffer usage: " + std::to_string(buffer_size); });
    }
    logger_.info([&] { return "total processed: " + std::to_string(total_processed()); });
    const std::int64_t available_permits = processing_semaphore_.value();
    if (available_permits < 2) {
        logger_.warning([&] {
            return "low processing capacity: " + std::to_string(available_permits) + " permits";
        });
    }
}

Coro<> DocumentedCoordinator::balance_processing_load() {
    co_return;
}

Coro<> DocumentedCoordinator::cleanup_old_data() {
    if (seconds_since_start() % 3'600 == 0) {
        statistics_.by_processor.clear();
        logger_.info("processing statistics reset");
    }
    co_return;
}

Coro<> DocumentedCoordinator::performance_monitor() {
    while (!shutdown_event_.is_set()) {
        const PerformanceMetrics metrics = co_await collect_performance_metrics();
        logger_.info([&metrics] {
            return "buffer " + std::to_string(metrics.buffer_size) + ", semaphore " +
                   std::to_string(metrics.semaphore_available) + ", processed per minute " +
                   std::to_string(metrics.processed_per_minute) + ", tasks " +
                   std::to_string(metrics.active_tasks);
        });
        gauge("buffered", static_cast<std::int64_t>(metrics.buffer_size));
        gauge("permits", metrics.semaphore_available);
        gauge("processed", metrics.total_processed);
        gauge("tasks", static_cast<std::int64_t>(metrics.active_tasks));
        gauge("rate", metrics.processed_per_minute / 60);
        if (metrics.buffer_size > 8'000) logger_.warning("buffer overflow risk detected");
        if (metrics.processed_per_minute < 100 * 60) {
            logger_.warning("low processing rate detected");
        }
        co_await sleep(settings_.monitor_period);
    }
}

Coro<DocumentedCoordinator::PerformanceMetrics>
DocumentedCoordinator::collect_performance_metrics() {
    PerformanceMetrics metrics;
    {
        const auto held = co_await data_lock_.scoped();
        metrics.buffer_size = market_data_buffer_.size();
    }
    metrics.semaphore_available = processing_semaphore_.value();
    metrics.total_processed = total_processed();
    const std::int64_t elapsed = std::max(std::int64_t{1}, seconds_since_start());
    metrics.processed_per_minute = metrics.total_processed * 60 / elapsed;
    metrics.active_tasks = all_tasks().size();
    co_return metrics;
}

}  // namespace foliot
