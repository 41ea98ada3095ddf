#include "sim/thread_pool.h"

#include <algorithm>

#include "sim/detail/assert.h"
#include "sim/fault.h"

namespace foliot {

namespace {

constexpr ObjectKind kind_of_pools = detail::object_kind("ThreadPool");

}  // namespace

ThreadPool::ThreadPool(std::size_t workers, std::string_view name)
    : Object(kind_of_pools, name), home_(detail::Kernel::running()), workers_(workers) {
    if (workers == 0) throw ValueError("max_workers must be greater than 0");
}

ThreadPool::ThreadPool(detail::Kernel& loop, std::size_t workers)
    : Object(kind_of_pools, "default"), home_(loop), workers_(workers) {
    if (workers == 0) throw ValueError("max_workers must be greater than 0");
}

ThreadPool::~ThreadPool() {
    for (Job* const job : working_)
        job->pool_ = nullptr;
    for (Job* const job : std::exchange(queue_, {}))
        delete job;
}

Job::~Job() {
    if (pool_ != nullptr) pool_->forget(*this);
}

void ThreadPool::accept(Job& job) {
    if (shut_) {
        delete &job;
        throw RuntimeError("cannot schedule new futures after shutdown");
    }
    queue_.push_back(&job);
    report(events::submit, static_cast<std::int64_t>(queue_.size() + busy()));
    if (busy() < workers_) begin(job);
}

void ThreadPool::begin(Job& job) {
    FOLIOT_ASSERT(queue_.front() == &job, "jobs begin in the order of their submission");
    queue_.pop_front();
    working_.push_back(&job);
    report(events::start, static_cast<std::int64_t>(queue_.size() + busy()));
    Duration cost = job.cost_;
    FaultPlan* const faults = home_.faults();
    if (faults != nullptr && faults->strikes(Fault::stall, "worker")) {
        cost += faults->budget().takes(Fault::stall);
    }
    home_.start(job, later(home_.now(), cost));
}

void ThreadPool::forget(Job& job) {
    working_.erase(std::remove(working_.begin(), working_.end(), &job), working_.end());
    job.pool_ = nullptr;
}

void ThreadPool::job_worked(Job& job) {
    forget(job);
    report(events::finish, static_cast<std::int64_t>(queue_.size() + busy()));
    while (!queue_.empty() && busy() < workers_) {
        Job& next = *queue_.front();
        home_.access(child_path(next.path(), Branch::done), Access::read);
        if (next.future().cancelled()) {
            queue_.pop_front();
            delete &next;
        } else {
            begin(next);
        }
    }
    if (busy() > 0 || !queue_.empty()) return;
    for (Future<>& drained : std::exchange(drained_, {})) {
        if (!drained.done()) drained.set_result();
    }
}

void Job::run(detail::Kernel& loop) {
    if (!working_) {
        loop.access(child_path(path(), Branch::done), Access::read);
        deliver();
        delete this;
        return;
    }
    if (FaultPlan* const faults = loop.faults();
        faults != nullptr && faults->strikes(Fault::failure, "job")) {
        fail(Failure::of(std::make_exception_ptr(InjectedFault("a job failed: injected"))));
    } else {
        loop.in_thread(true);
        work();
        loop.in_thread(false);
    }
    working_ = false;
    become(HandleKind::job_result);
    loop.make_ready(*this);
    if (pool_ != nullptr) pool_->job_worked(*this);
}

Coro<Result<>> ThreadPool::drained() {
    shut_ = true;
    report(events::shutdown, static_cast<std::int64_t>(queue_.size() + busy()));
    if (busy() == 0 && queue_.empty()) co_return Result<>();
    const Future<> wait = drained_.emplace_back(home_);
    co_return co_await quietly(wait);
}

Operation<> ThreadPool::shutdown() {
    return drained();
}

}  // namespace foliot
