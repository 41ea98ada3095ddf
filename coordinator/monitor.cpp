#include "coordinator/monitor.h"

#include "sim/loop.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

void log_metrics(const WarningLimits& limits, const Logger& log, const Metrics& metrics) {
    const auto buffered = static_cast<std::int64_t>(metrics.buffered);
    const auto tasks = static_cast<std::int64_t>(metrics.tasks);
    log.info("metrics", {{"buffered", buffered},
                         {"permits", metrics.permits_free},
                         {"processed", metrics.processed},
                         {"rate", metrics.rate.value_or(0)},
                         {"tasks", tasks}});
    if (metrics.buffered > limits.monitor_buffer) {
        log.warning("buffer overflow risk", {{"buffered", buffered}});
    }
    if (metrics.rate && *metrics.rate < limits.monitor_rate) {
        log.warning("low processing rate", {{"rate", *metrics.rate}});
    }
}

/// For reports of the run, whatever the log is told.
void show_metrics(const Metrics& metrics) {
    gauge("buffered", static_cast<std::int64_t>(metrics.buffered));
    gauge("permits", metrics.permits_free);
    gauge("processed", metrics.processed);
    gauge("tasks", static_cast<std::int64_t>(metrics.tasks));
    if (metrics.rate) gauge("rate", *metrics.rate);
}

}  // namespace

Coro<Metrics> Sampler::sample() {
    constexpr std::int64_t ns_per_second = 1'000'000'000;
    Metrics metrics;
    metrics.buffered = co_await common_.handover.size();
    metrics.permits_free = common_.permits.value();
    metrics.processed = common_.statistics.processed;
    metrics.tasks = all_tasks().size();
    const VirtualTime now = VirtualClock::now();
    if (last_ && now > last_->time) {
        const std::int64_t done = metrics.processed - last_->processed;
        metrics.rate = done * ns_per_second / (now - last_->time).count();
    }
    if (!last_ || now > last_->time) last_ = Seen{now, metrics.processed};
    co_return metrics;
}

Coro<> run_monitor(Common& common) {
    const Logger log = common.log.of("monitor");
    Sampler sampler(common);
    while (!common.shutdown.is_set()) {
        const Metrics metrics = co_await sampler.sample();
        show_metrics(metrics);
        log_metrics(common.settings.warnings, log, metrics);
        // Counted from this sample, so that the next rate is that of a full period even where this
        // one was late.
        co_await until_set(common.shutdown, common.settings.monitor_period);
    }
    log.info("ended");
}

}  // namespace foliot
