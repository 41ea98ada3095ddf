#include "sim/pool.h"

#include "sim/assert.h"

namespace foliot {

ThreadPool::ThreadPool(std::size_t workers, std::string_view name)
    : Object("ThreadPool", name), home_(Loop::running()), workers_(workers) {
    if (workers == 0) throw ValueError("max_workers must be greater than 0");
}

ThreadPool::ThreadPool(Loop& loop, std::size_t workers)
    : Object("ThreadPool", "default"), home_(loop), workers_(workers) {
    if (workers == 0) throw ValueError("max_workers must be greater than 0");
}

ThreadPool::~ThreadPool() {
    for (Job* const job : queue_)
        delete job;
}

void ThreadPool::accept(Job& job) {
    if (shut_) {
        delete &job;
        throw RuntimeError("cannot schedule new futures after shutdown");
    }
    queue_.push_back(&job);
    report("submit", static_cast<std::int64_t>(queue_.size() + busy_));
    if (busy_ < workers_) begin(job);
}

void ThreadPool::begin(Job& job) {
    FOLIOT_ASSERT(queue_.front() == &job, "jobs begin in the order of their submission");
    queue_.pop_front();
    ++busy_;
    report("start", static_cast<std::int64_t>(queue_.size() + busy_));
    home_.start(job, later(home_.now(), job.cost_));
}

void ThreadPool::job_worked() {
    --busy_;
    report("finish", static_cast<std::int64_t>(queue_.size() + busy_));
    while (!queue_.empty() && busy_ < workers_) {
        Job& next = *queue_.front();
        if (next.future().cancelled()) {
            queue_.pop_front();
            delete &next;
        } else {
            begin(next);
        }
    }
    if (drained_ && busy_ == 0 && queue_.empty() && !drained_->done()) drained_->set_result();
}

void Job::run(Loop& loop) {
    if (!working_) {
        deliver();
        delete this;
        return;
    }
    loop.in_thread(true);
    work();
    loop.in_thread(false);
    working_ = false;
    loop.make_ready(*this);
    pool_->job_worked();
}

Coro<Result<>> ThreadPool::drained() {
    shut_ = true;
    report("shutdown", static_cast<std::int64_t>(queue_.size() + busy_));
    if (busy_ == 0 && queue_.empty()) co_return Result<>();
    if (!drained_ || drained_->cancelled()) drained_.emplace(home_);
    const Future<> wait = *drained_;
    co_return co_await quietly(wait);
}

Operation<> ThreadPool::shutdown() {
    return drained();
}

}  // namespace foliot
