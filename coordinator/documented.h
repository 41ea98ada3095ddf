#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "coordinator/detail/idle_watch.h"
#include "coordinator/detail/logger.h"
#include "coordinator/detail/statistics.h"
#include "coordinator/feed.h"
#include "coordinator/settings.h"
#include "primitives/condition.h"
#include "primitives/event.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "primitives/task_group.h"
#include "sim/coro.h"
#include "sim/thread_pool.h"

namespace foliot {

/// The coordinator as its documentation shows it in Python, function by function and with its
/// faults: two locks where there should be one, waits without a predicate, sleeps that no shutdown
/// interrupts, a pool that is shut down but never used, a shutdown that waits for nobody. It is
/// here to be found out; see Coordinator for one that holds.
///
/// Not Python's: the REST poller, which is undefined there, fetches nothing here; what a run came
/// to is counted.
class DocumentedCoordinator {
  public:
    /// In a running loop. `feed` outlives the coordinator.
    DocumentedCoordinator(const CoordinatorSettings& settings, Feed& feed, const Logger& log = {});

    Coro<Result<>> start_market_data_processing();
    Coro<> graceful_shutdown();

    const CoordinatorStatistics& statistics() const { return statistics_; }
    std::size_t buffered() const { return market_data_buffer_.size(); }

  private:
    struct PerformanceMetrics {
        std::size_t buffer_size = 0;
        std::int64_t semaphore_available = 0;
        std::int64_t total_processed = 0;
        std::int64_t processed_per_minute = 0;
        std::size_t active_tasks = 0;
    };

    Coro<> pipeline(TaskGroup& group);
    Coro<> reported(std::string who, Coro<> body);
    Coro<> websocket_data_ingester();
    Coro<> rest_api_poller();
    Coro<> market_data_processor(std::string processor_name);
    Coro<> wait_for_new_data();
    Coro<> process_market_data_batch(std::string processor_name,
                                     std::vector<MarketDataUpdate> batch);
    Coro<> coordination_manager();
    Coro<> check_system_health();
    Coro<> balance_processing_load();
    Coro<> cleanup_old_data();
    Coro<> performance_monitor();
    Coro<PerformanceMetrics> collect_performance_metrics();
    std::int64_t total_processed() const;
    void buffer_changed();

    const CoordinatorSettings settings_;
    Feed& feed_;  // outlives this
    const Logger logger_;
    CoordinatorStatistics statistics_;
    IdleWatch idle_watch_;

    Lock data_lock_{"data_lock"};
    Semaphore processing_semaphore_;
    Event shutdown_event_{"shutdown_event"};
    Condition new_data_condition_{"new_data_condition"};
    ThreadPool thread_pool_;
    std::vector<MarketDataUpdate> market_data_buffer_;
};

}  // namespace foliot
