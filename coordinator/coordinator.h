#pragma once

#include <memory>
#include <optional>

#include "coordinator/common.h"
#include "coordinator/detail/set_at_end.h"
#include "coordinator/feed.h"
#include "coordinator/ingester.h"
#include "coordinator/interrupts.h"
#include "coordinator/poller.h"
#include "coordinator/quotes.h"
#include "coordinator/start_line.h"
#include "primitives/task_group.h"
#include "sim/task.h"

namespace foliot {

/// Coordinates the work on market data: an ingester and a poller fill a buffer, processors empty it
/// in batches and have indicators computed on a pool, a monitor and a manager watch. All are tasks
/// of one group, the pipeline; none of them works before all are ready.
///
/// Whatever happens and in whatever order, when the shutdown has returned the pipeline has ended,
/// every update received is processed, skipped or counted as dropped, the permits are back, the
/// pool is drained and no task is left; and it returns within CoordinatorSettings::shutdown_bound()
/// of its request: the processors work on for `drain` at most (2 s by default), then the pipeline
/// is cancelled, and the jobs that a thread is at run to their end. The log gets what is left of
/// that time. Neither this bound nor the absence of neglect holds under a racing clock, where time
/// passes between any two steps.
class Coordinator {
  public:
    /// In a running loop. `feed` and `quotes` outlive the coordinator; without quotes nothing is
    /// polled.
    Coordinator(const CoordinatorSettings& settings, Feed& feed, QuoteSource* quotes = nullptr,
                const LogSink& sink = {});
    Coordinator(const Coordinator&) = delete;
    Coordinator& operator=(const Coordinator&) = delete;
    ~Coordinator() { interrupts_->close(); }

    /// Starts, works for `length`, or for as long as the feed gives something where there is none,
    /// and shuts down; earlier where the pipeline fails, an interrupt comes or this is cancelled.
    /// Raises what the pipeline raised: a FeedError, for one, as it is.
    Coro<> run(std::optional<Duration> length);

    /// Starts the pipeline. Whoever calls this awaits graceful_shutdown() before the coordinator
    /// goes away.
    void start();
    /// Ends the pipeline and drains the pool. Where this is cancelled, the pipeline is too, and
    /// what it had not finished is dropped; Cancelled is raised when all has ended. May be called
    /// again, and before start().
    Coro<> graceful_shutdown();

    /// The first one asks for a graceful shutdown, as work_over(); the second cancels the pipeline,
    /// whatever it is at. Within the loop; from elsewhere by interrupts().
    void interrupt();
    const std::shared_ptr<Interrupts>& interrupts() const { return interrupts_; }
    /// Set when there is a reason to shut down: the feed has ended, or the pipeline; the start
    /// failed; somebody interrupts.
    Event& work_over() { return common_.work_over; }

    Subscriptions& subscriptions() { return common_.subscriptions; }
    const CoordinatorStatistics& statistics() const { return common_.statistics; }
    const CoordinatorSettings& settings() const { return common_.settings; }
    LogCounts log_counts() const { return common_.log_queue.counts(); }

  private:
    /// What a component is made of. One parameter, for compilers differ in the order in which those
    /// of a coroutine go away.
    struct Component {
        Coro<> work;
        Coro<> preparation;
        StartLine::Place place;  // goes first
    };

    Coro<Result<>> pipeline(SetAtEnd work_over);
    Coro<> conduct(TaskGroup& group);
    void spawn_components(TaskGroup& group);
    Coro<> component(Component parts);
    Coro<Result<>> work(std::optional<Duration> length);
    void request_shutdown();
    Coro<Result<>> join_pipeline();
    Coro<Result<>> drain_pool();
    Coro<> flush_log();

    Common common_;
    Ingester ingester_;
    Poller poller_;
    StartLine start_;
    std::shared_ptr<Interrupts> interrupts_;
    Task<> pipeline_;
};

/// The one error of a group that has no other: what a pipeline failed of.
Failure unwrapped(Failure failure);

}  // namespace foliot
