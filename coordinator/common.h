#pragma once

#include "coordinator/detail/balance.h"
#include "coordinator/detail/logger.h"
#include "coordinator/detail/statistics.h"
#include "coordinator/detail/subscriptions.h"
#include "coordinator/handover.h"
#include "coordinator/intake.h"
#include "coordinator/log_queue.h"
#include "coordinator/settings.h"
#include "primitives/event.h"
#include "primitives/semaphore.h"
#include "sim/thread_pool.h"

namespace foliot {

/// What the coordinator's tasks share. Outlives them; made in a running loop.
struct Common {
    explicit Common(const CoordinatorSettings& settings_given, const LogSink& sink = {})
        : settings(settings_given),
          log_queue(sink),
          log(log_queue.logger().of("coordinator")),
          subscriptions(settings.subscriptions),
          permits(settings.permits, "processing"),
          pool(settings.pool_workers, "indicators"),
          handover(settings.buffer, statistics, log),
          balance(settings.processors, settings.balance, statistics) {}

    const CoordinatorSettings settings;
    LogQueue log_queue;
    const Logger log;
    CoordinatorStatistics statistics;
    Subscriptions subscriptions;
    /// There is a reason to shut down: the feed has ended, the start failed, somebody interrupts.
    Event work_over{"work over"};
    /// The shutdown was requested.
    Event shutdown{"shutdown"};
    Semaphore permits;
    ThreadPool pool;
    Handover handover;
    Intake intake{handover, statistics, subscriptions};
    Balance balance;
};

/// Suspends until the event is set, for at most `longest`.
Coro<> until_set(Event& event, Duration longest);
/// The same up to an instant.
Coro<> until_set_or(Event& event, VirtualTime when);

}  // namespace foliot
