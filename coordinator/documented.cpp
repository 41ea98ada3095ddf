#include "coordinator/documented.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "primitives/gather.h"
#include "primitives/timeout.h"
#include "sim/loop.h"
#include "sim/sleep.h"

namespace foliot {

using namespace std::chrono_literals;

DocumentedCoordinator::DocumentedCoordinator(const CoordinatorSettings& settings, Feed& feed,
                                             const Logger& log)
    : settings_(settings),
      feed_(feed),
      logger_(log),
      processing_semaphore_(settings.permits, "processing_semaphore"),
      thread_pool_(settings.pool_workers, "thread_pool") {
    logger_.info("trading system coordinator initialized");
}

Coro<Result<>> DocumentedCoordinator::start_market_data_processing() {
    const auto body = [this](TaskGroup& group) { return pipeline(group); };
    const Result<> ended = co_await quietly(task_group(body));
    statistics_.pipeline_ended = VirtualClock::now();
    if (ended.failure() && !ended.failure().is_cancelled()) {
        logger_.error([&ended] { return "processing pipeline failed: " + ended.failure().text(); });
    }
    co_return ended;
}

Coro<> DocumentedCoordinator::pipeline(TaskGroup& group) {
    group.spawn(reported("WebSocket ingester", websocket_data_ingester()), "websocket_ingester");
    group.spawn(rest_api_poller(), "rest_poller");
    for (std::size_t i = 0; i < settings_.processors; ++i) {
        const std::string name = "processor_" + std::to_string(i);
        group.spawn(reported(name, market_data_processor(name)), name);
    }
    group.spawn(reported("performance monitor", performance_monitor()), "performance_monitor");
    group.spawn(reported("coordination manager", coordination_manager()), "coordinator");
    co_await shutdown_event_.wait();
}

/// The `except` clauses that end each of the tasks: they log and raise again.
Coro<> DocumentedCoordinator::reported(std::string who, Coro<> body) {
    const Result<> ended = co_await quietly(std::move(body));
    const Failure& failure = ended.failure();
    if (failure && failure.is_cancelled()) logger_.info([&who] { return who + " cancelled"; });
    if (failure && !failure.is_cancelled()) {
        logger_.error([&who, &failure] { return who + " error: " + failure.text(); });
    }
    failure.raise_if();
}

Coro<> DocumentedCoordinator::websocket_data_ingester() {
    while (!shutdown_event_.is_set()) {
        std::optional<MarketDataUpdate> market_update = co_await feed_.receive();
        if (market_update) {
            ++statistics_.received;
            {
                const auto held = co_await data_lock_.scoped();
                market_data_buffer_.push_back(std::move(*market_update));
                if (market_data_buffer_.size() > settings_.buffer.above) {
                    const auto keep = static_cast<std::ptrdiff_t>(settings_.buffer.keep);
                    market_data_buffer_.erase(market_data_buffer_.begin(),
                                              market_data_buffer_.end() - keep);
                    logger_.warning("market data buffer trimmed");
                }
                buffer_changed();
            }
            const auto held = co_await new_data_condition_.scoped();
            new_data_condition_.notify_all();
        }
        co_await sleep(settings_.ingester_pause);
    }
}

Coro<> DocumentedCoordinator::rest_api_poller() {
    while (!shutdown_event_.is_set())
        co_await sleep(settings_.poller_period);
}

Coro<> DocumentedCoordinator::market_data_processor(std::string processor_name) {
    while (!shutdown_event_.is_set()) {
        const Result<> waited = co_await quietly(timeout(5s, wait_for_new_data()));
        if (waited.failure().is(errors::timeout)) continue;
        waited.failure().raise_if();

        std::vector<MarketDataUpdate> batch_to_process;
        {
            const auto held = co_await data_lock_.scoped();
            const std::size_t batch_size =
                std::min(settings_.batch_max, market_data_buffer_.size());
            const auto end = market_data_buffer_.begin() + static_cast<std::ptrdiff_t>(batch_size);
            batch_to_process.assign(market_data_buffer_.begin(), end);
            market_data_buffer_.erase(market_data_buffer_.begin(), end);
            buffer_changed();
        }
        if (!batch_to_process.empty()) {
            const auto permit = co_await processing_semaphore_.scoped();
            co_await process_market_data_batch(processor_name, std::move(batch_to_process));
        }
    }
}

Coro<> DocumentedCoordinator::wait_for_new_data() {
    const IdleWatch::Waiting waiting(idle_watch_);
    const auto held = co_await new_data_condition_.scoped();
    co_await new_data_condition_.wait();
}

Coro<> DocumentedCoordinator::process_market_data_batch(std::string processor_name,
                                                        std::vector<MarketDataUpdate> batch) {
    std::vector<Task<Indicators>> processing_tasks;
    for (const MarketDataUpdate& update : batch) {
        const auto calculate = [indicators = settings_.indicators, update] {
            return indicators(update);
        };
        // asyncio.to_thread runs on the loop's own pool, not on thread_pool.
        const Duration cost = settings_.choose_job_cost(update);
        processing_tasks.push_back(spawn(to_thread(calculate, cost)));
    }
    const auto results = co_await gather(return_exceptions, processing_tasks);
    std::int64_t successful_results = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const Failure& failure = results[i].failure();
        if (failure && !failure.is_cancelled()) {  // CancelledError is no Exception
            ++statistics_.failed;
            logger_.warning(
                [&] { return "processing failed for " + batch[i].symbol + ": " + failure.text(); });
        } else {
            ++successful_results;
        }
    }
    statistics_.by_processor[processor_name] += successful_results;
    statistics_.processed += successful_results;
    logger_.debug([&] {
        return processor_name + ": processed " + std::to_string(successful_results) + "/" +
               std::to_string(batch.size()) + " updates";
    });
}

Coro<> DocumentedCoordinator::graceful_shutdown() {
    logger_.info("initiating graceful shutdown");
    statistics_.shutdown_requested = VirtualClock::now();
    statistics_.received_at_shutdown = statistics_.received;
    shutdown_event_.set();
    {
        const auto held = co_await new_data_condition_.scoped();
        new_data_condition_.notify_all();
    }
    co_await sleep(settings_.drain);
    co_await thread_pool_.shutdown();
    const ThreadPool& used = Loop::running().default_pool();
    statistics_.jobs_left = used.busy() + used.queued();
    statistics_.permits_missing = settings_.permits - processing_semaphore_.value();
    statistics_.shutdown_returned = VirtualClock::now();
    logger_.info("graceful shutdown completed");
}

std::int64_t DocumentedCoordinator::total_processed() const {
    std::int64_t total = 0;
    for (const auto& [name, processed] : statistics_.by_processor)
        total += processed;
    return total;
}

void DocumentedCoordinator::buffer_changed() {
    idle_watch_.holds(market_data_buffer_.size());
    statistics_.longest_neglect = idle_watch_.longest();
}

}  // namespace foliot
