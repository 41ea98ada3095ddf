#include "coordinator/coordinator.h"

#include <algorithm>
#include <string>

#include "coordinator/detail/insist.h"
#include "coordinator/manager.h"
#include "coordinator/monitor.h"
#include "coordinator/processor.h"
#include "primitives/timeout.h"

namespace foliot {

namespace {

/// Ingester, poller, monitor and manager.
constexpr std::size_t components_beside_processors = 4;

Coro<> nothing_to_prepare() {
    co_return;
}

}  // namespace

Coordinator::Coordinator(const CoordinatorSettings& settings, Feed& feed, QuoteSource* quotes,
                         const LogSink& sink)
    : common_(settings, sink),
      ingester_(common_, feed),
      poller_(common_, quotes),
      start_(common_.balance.seats_most() + components_beside_processors),
      interrupts_(std::make_shared<Interrupts>([this] { interrupt(); })) {}

Coro<> Coordinator::run(std::optional<Duration> length) {
    start();
    const Result<> worked = co_await quietly(work(length));
    const Result<> shut_down = co_await quietly(graceful_shutdown());
    shut_down.failure().raise_if();
    worked.failure().raise_if();
}

void Coordinator::start() {
    pipeline_ = spawn(pipeline(SetAtEnd(common_.work_over)), "pipeline");
}

Coro<Result<>> Coordinator::work(std::optional<Duration> length) {
    if (!length) co_return (co_await quietly(work_over().wait())).failure();
    co_return co_await quietly(until_set(work_over(), *length));
}

Coro<Result<>> Coordinator::pipeline(SetAtEnd) {
    const auto body = [this](TaskGroup& group) { return conduct(group); };
    const Result<> ended = co_await quietly(task_group(body));
    common_.statistics.pipeline_ended = VirtualClock::now();
    co_return ended;
}

Coro<> Coordinator::conduct(TaskGroup& group) {
    spawn_components(group);
    const bool started = co_await start_.watch();
    if (started) {
        common_.statistics.started = VirtualClock::now();
    } else {
        common_.log.error("start failed");
        common_.work_over.set();
    }
    co_await common_.intake.over().wait();
    co_await common_.handover.close();
}

void Coordinator::spawn_components(TaskGroup& group) {
    const auto add = [this, &group](Coro<> preparation, Coro<> work, const std::string& name) {
        Component parts{std::move(work), std::move(preparation), StartLine::Place(start_)};
        group.spawn(component(std::move(parts)), name);
    };
    add(ingester_.connect(), ingester_.run(), "websocket_ingester");
    add(nothing_to_prepare(), poller_.run(), "rest_poller");
    for (std::size_t i = 0; i < common_.balance.seats_most(); ++i) {
        const std::string name = "processor_" + std::to_string(i);
        add(nothing_to_prepare(), run_processor(common_, name), name);
    }
    add(nothing_to_prepare(), run_monitor(common_), "performance_monitor");
    add(nothing_to_prepare(), run_manager(common_), "coordinator");
}

Coro<> Coordinator::component(Component parts) {
    co_await std::move(parts.preparation);
    const bool started = co_await parts.place.wait();
    if (started) co_await std::move(parts.work);
}

Coro<> Coordinator::graceful_shutdown() {
    CoordinatorStatistics& statistics = common_.statistics;
    request_shutdown();
    const Result<> joined = co_await quietly(join_pipeline());
    if (!statistics.pipeline_ended) statistics.pipeline_ended = VirtualClock::now();
    common_.handover.give_up();
    const Result<> drained = co_await quietly(drain_pool());
    statistics.permits_missing = common_.settings.permits - common_.permits.value();
    statistics.jobs_left = common_.pool.busy() + common_.pool.queued();
    common_.log.info("shutdown completed",
                     {{"processed", statistics.processed}, {"dropped", statistics.dropped}});
    const Result<> flushed = co_await quietly(flush_log());
    statistics.shutdown_returned = VirtualClock::now();
    joined.failure().raise_if();
    drained.failure().raise_if();
    flushed.failure().raise_if();
}

void Coordinator::request_shutdown() {
    CoordinatorStatistics& statistics = common_.statistics;
    common_.log.info("shutdown requested");
    if (!statistics.shutdown_requested) {
        statistics.shutdown_requested = VirtualClock::now();
        statistics.received_at_shutdown = statistics.received;
    }
    common_.shutdown.set();
    ingester_.stop();
    poller_.stop();
    common_.balance.open();
    if (statistics.interrupts > 1 && pipeline_) pipeline_.cancel();
}

/// The timeout, and a cancellation of this task, cancel the pipeline and wait for its end.
Coro<Result<>> Coordinator::join_pipeline() {
    if (!pipeline_) co_return Result<>();
    const Result<> joined = co_await quietly(timeout(common_.settings.drain, pipeline_));
    const Failure failure = unwrapped(joined.failure());
    if (failure.is(errors::timeout)) co_return Result<>();
    const bool interrupted = common_.statistics.interrupts > 1;
    const bool ours = failure && failure.is_cancelled() && current_task().cancelling() == 0;
    if (interrupted && ours) co_return Result<>();
    co_return failure;
}

Coro<Result<>> Coordinator::drain_pool() {
    const auto shut = [this] { return common_.pool.shutdown(); };
    co_return co_await quietly(insist(shut));
}

/// The log may not make the shutdown take longer than it is allowed to.
Coro<> Coordinator::flush_log() {
    const CoordinatorSettings& settings = common_.settings;
    const VirtualTime now = VirtualClock::now();
    const VirtualTime end =
        later(*common_.statistics.shutdown_requested, settings.shutdown_bound());
    const Duration left = std::max(Duration::zero(), end - now);
    co_await common_.log_queue.flush(std::min(settings.log_flush, left));
}

void Coordinator::interrupt() {
    const std::int64_t count = ++common_.statistics.interrupts;
    common_.log.warning("interrupted", {{"times", count}});
    common_.work_over.set();
    if (count > 1 && pipeline_) pipeline_.cancel();
}

Failure unwrapped(Failure failure) {
    while (failure.is(errors::group) && failure.members().size() == 1) {
        const Failure member = failure.members().front();
        failure = member;
    }
    return failure;
}

}  // namespace foliot
