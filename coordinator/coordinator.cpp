#include "coordinator/coordinator.h"

#include <string>

#include "coordinator/insist.h"
#include "coordinator/manager.h"
#include "coordinator/monitor.h"
#include "coordinator/poller.h"
#include "coordinator/processor.h"
#include "primitives/timeout.h"

namespace foliot {

Coordinator::Coordinator(const CoordinatorSettings& settings, Feed& feed, const Logger& log)
    : common_(settings, log), ingester_(common_, feed) {}

Coro<> Coordinator::run(std::optional<Duration> length) {
    start();
    const Result<> worked = co_await quietly(work(length));
    const Result<> shut_down = co_await quietly(graceful_shutdown());
    shut_down.failure().raise_if();
    worked.failure().raise_if();
}

void Coordinator::start() {
    pipeline_ = spawn(pipeline(), "pipeline");
}

Coro<Result<>> Coordinator::work(std::optional<Duration> length) {
    if (!length) co_return (co_await quietly(intake_over().wait())).failure();
    co_return co_await quietly(until_set(intake_over(), *length));
}

Coro<Result<>> Coordinator::pipeline() {
    const auto body = [this](TaskGroup& group) { return start_tasks(group); };
    const Result<> ended = co_await quietly(task_group(body));
    common_.statistics.pipeline_ended = VirtualClock::now();
    co_return ended;
}

Coro<> Coordinator::start_tasks(TaskGroup& group) {
    group.spawn(ingester_.run(), "websocket_ingester");
    group.spawn(run_poller(common_), "rest_poller");
    for (std::size_t i = 0; i < common_.settings.processors; ++i) {
        const std::string name = "processor_" + std::to_string(i);
        group.spawn(run_processor(common_, name), name);
    }
    group.spawn(run_monitor(common_), "performance_monitor");
    group.spawn(run_manager(common_), "coordinator");
    co_await common_.shutdown.wait();
}

Coro<> Coordinator::graceful_shutdown() {
    CoordinatorStatistics& statistics = common_.statistics;
    const Duration drain = common_.settings.drain;
    common_.log.info("shutdown requested");
    if (!statistics.shutdown_requested) {
        statistics.shutdown_requested = VirtualClock::now();
        statistics.received_at_shutdown = statistics.received;
    }
    common_.shutdown.set();
    ingester_.stop();
    // The timeout, and a cancellation of this task, cancel the pipeline and wait for its end.
    const Result<> joined = co_await quietly(timeout(drain, pipeline_));
    if (!statistics.pipeline_ended) statistics.pipeline_ended = VirtualClock::now();
    common_.handover.give_up();
    const auto drain_pool = [this] { return common_.pool.shutdown(); };
    const Result<> drained = co_await insist(drain_pool);
    statistics.jobs_left = common_.pool.busy() + common_.pool.queued();
    statistics.shutdown_returned = VirtualClock::now();
    common_.log.info("shutdown completed");
    if (!joined.failure().is(errors::timeout)) unwrapped(joined.failure()).raise_if();
    drained.failure().raise_if();
}

Failure unwrapped(Failure failure) {
    while (failure.is(errors::group) && failure.members().size() == 1) {
        const Failure member = failure.members().front();
        failure = member;
    }
    return failure;
}

}  // namespace foliot
