#pragma once

#include "coordinator/handover.h"
#include "coordinator/logger.h"
#include "coordinator/settings.h"
#include "coordinator/statistics.h"
#include "primitives/event.h"
#include "primitives/semaphore.h"
#include "sim/pool.h"

namespace foliot {

/// What the coordinator's tasks share. Outlives them; made in a running loop.
struct Common {
    Common(const CoordinatorSettings& settings_given, const Logger& log_given)
        : settings(settings_given),
          log(log_given),
          permits(settings.permits, "processing"),
          pool(settings.pool_workers, "indicators"),
          handover(settings.buffer, statistics, log) {}

    const CoordinatorSettings settings;
    const Logger log;
    CoordinatorStatistics statistics;
    Event shutdown{"shutdown"};
    Semaphore permits;
    ThreadPool pool;
    Handover handover;
};

/// Suspends until the event is set, for at most `longest`.
Coro<> until_set(Event& event, Duration longest);

}  // namespace foliot
