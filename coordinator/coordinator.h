#pragma once

#include <optional>

#include "coordinator/common.h"
#include "coordinator/feed.h"
#include "coordinator/ingester.h"
#include "primitives/task_group.h"
#include "sim/task.h"

namespace foliot {

/// Coordinates the work on market data: an ingester fills a buffer, processors empty it in batches
/// and have indicators computed on a pool, a poller, a monitor and a manager stand beside them. All
/// are tasks of one group, the pipeline.
///
/// Whatever happens and in whatever order, when the shutdown has returned the pipeline has ended,
/// every update received is processed or counted as dropped, the pool is drained and no task is
/// left; and it returns within CoordinatorSettings::shutdown_bound() of its request: the processors
/// work on for `drain` at most (2 s by default), then the pipeline is cancelled, and the jobs that
/// a thread is at run to their end. Neither this bound nor the absence of neglect holds under a
/// racing clock, where time passes between any two steps.
class Coordinator {
  public:
    /// In a running loop. `feed` outlives the coordinator.
    Coordinator(const CoordinatorSettings& settings, Feed& feed, const Logger& log = {});

    /// Starts, works for `length`, or for as long as the feed gives something where there is none,
    /// and shuts down; earlier where the pipeline fails or this is cancelled. Raises what the
    /// pipeline raised: a FeedError, for one, as it is.
    Coro<> run(std::optional<Duration> length);

    /// Starts the pipeline. Whoever calls this awaits graceful_shutdown() before the coordinator
    /// goes away.
    void start();
    /// Ends the pipeline and drains the pool. Where this is cancelled, the pipeline is too, and
    /// what it had not finished is dropped; Cancelled is raised when all has ended. May be called
    /// again.
    Coro<> graceful_shutdown();
    /// Set when no more updates will come in: the feed has ended, or the ingester has.
    Event& intake_over() { return ingester_.over(); }

    const CoordinatorStatistics& statistics() const { return common_.statistics; }
    const CoordinatorSettings& settings() const { return common_.settings; }

  private:
    Coro<Result<>> pipeline();
    Coro<> start_tasks(TaskGroup& group);
    Coro<Result<>> work(std::optional<Duration> length);

    Common common_;
    Ingester ingester_;
    Task<> pipeline_;
};

/// The one error of a group that has no other: what a pipeline failed of.
Failure unwrapped(Failure failure);

}  // namespace foliot
