#pragma once

#include <cstddef>
#include <deque>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/future.h"
#include "sim/latency.h"
#include "sim/object.h"
#include "sim/quietly.h"

namespace foliot {

class ThreadPool;

/// One function that a pool runs. First it works, for as long as it costs; then its result is
/// handed to the loop, as call_soon_threadsafe does.
class Job : public Timer, public detail::Pooled {
  public:
    virtual ~Job();
    void run(detail::Kernel& loop) final;
    void discard() noexcept final { delete this; }
    PathId path() const final { return future().path(); }

  protected:
    Job(ThreadPool& pool, Duration cost) : Timer(HandleKind::job), pool_(&pool), cost_(cost) {}
    virtual FutureState& future() const = 0;
    virtual void work() = 0;
    /// In place of work(): a fault strikes.
    virtual void fail(Failure failure) = 0;
    virtual void deliver() = 0;

  private:
    friend class ThreadPool;
    ThreadPool* pool_;  // null once the pool is gone, or the job has worked
    Duration cost_;
    bool working_ = true;
};

/// A simulated pool of threads (concurrent.futures.ThreadPoolExecutor): jobs run in the order in
/// which they were submitted, as workers become free, and cost virtual time. A job whose awaiting
/// task was cancelled before it began never runs; one that has begun runs to its end, its result
/// unused. A pool that goes away lets the jobs that have begun run to their end, and drops those
/// that wait: use shutdown().
///
/// Where the run allows faults, a job may fail instead of running its function, and a worker may
/// stall before it begins one.
///
/// Reports `submit`, `start`, `finish` and `shutdown`, value: jobs that wait or run.
class ThreadPool : public Object {
  public:
    explicit ThreadPool(std::size_t workers, std::string_view name = {});
    ThreadPool(detail::Kernel& loop, std::size_t workers);
    ~ThreadPool();

    std::size_t workers() const { return workers_; }
    /// Jobs that run now.
    std::size_t busy() const { return working_.size(); }
    /// Jobs that wait for a worker.
    std::size_t queued() const { return queue_.size(); }

    /// Runs `function` on a worker; the future has its result, or what it raised. Raises
    /// RuntimeError after shutdown().
    template <class Function>
    auto submit(Function function, Latency cost = {});

    /// No job is accepted any more. Suspends until every job that was accepted has ended.
    Operation<> shutdown();

  private:
    friend class Job;
    template <class Function, class R>
    class JobOf;

    void accept(Job& job);
    void begin(Job& job);
    void job_worked(Job& job);
    void forget(Job& job);
    Coro<Result<>> drained();

    detail::Kernel& home_;  // runs longer than the pool
    std::size_t workers_;
    std::vector<Job*> working_;      // owned by the loop
    std::deque<Job*> queue_;         // owned
    std::vector<Future<>> drained_;  // of those who await the shutdown
    bool shut_ = false;
};

template <class Function, class R>
class ThreadPool::JobOf final : public Job {
  public:
    JobOf(ThreadPool& pool, Duration cost, Function function)
        : Job(pool, cost), future_(pool.home_), function_(std::move(function)) {}

    Future<R> future_;

  private:
    FutureState& future() const override { return future_.state(); }
    void work() override {
        try {
            if constexpr (std::is_void_v<R>) {
                function_();
            } else {
                value_.value_.emplace(function_());
            }
        } catch (...) {
            failure_ = Failure::current();
        }
    }
    void fail(Failure failure) override { failure_ = std::move(failure); }
    void deliver() override {
        if (future_.done()) return;
        if (failure_) {
            future_.set_exception(std::move(failure_));
        } else if constexpr (std::is_void_v<R>) {
            future_.set_result();
        } else {
            future_.set_result(std::move(*value_.value_));
        }
    }

    Function function_;
    detail::Slot<R> value_;
    Failure failure_;
};

template <class Function>
auto ThreadPool::submit(Function function, Latency cost) {
    using R = std::invoke_result_t<Function&>;
    const Duration chosen = cost.choose("job");
    auto* const job = new JobOf<Function, R>(*this, chosen, std::move(function));
    Future<R> future = job->future_;
    accept(*job);
    return future;
}

/// Runs `function` on the loop's default pool and awaits its result (asyncio.to_thread). `cost` is
/// the virtual time that it takes.
template <class Function>
auto to_thread(Function function, Latency cost = {}) -> Coro<std::invoke_result_t<Function&>> {
    auto future =
        detail::Kernel::running().default_pool().submit(std::move(function), std::move(cost));
    co_return co_await future;
}

}  // namespace foliot
