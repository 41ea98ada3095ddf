// The loop's books: the tasks that have not ended, the plain futures, the errors nobody awaited;
// the default pool, and what goes into the outcome beside the verdict.

#include <algorithm>
#include <utility>

#include "sim/detail/debug.h"
#include "sim/detail/kernel.h"
#include "sim/future.h"
#include "sim/task_state.h"
#include "sim/thread_pool.h"

namespace foliot::detail {

void Kernel::adopt(TaskState& task) {
    tasks_.push_back(task);
    if (!task.is_thread()) ++live_;
    access(tasks_path, Access::read);
}

void Kernel::task_ended(TaskState& task) {
    tasks_.remove(task);
    if (!task.is_thread()) --live_;
    access(tasks_path, &task == root_ ? Access::write : Access::read);
    access(ends_path, Access::read);
    if (&task == root_) {
        root_ended();
    } else if (task.peek_failure() && !task.cancelled() &&
               (options_.unhandled_errors || options_.debug)) {
        remember_failed(task);
    }
    task.release();
}

void Kernel::adopt(PlainFuture& future) {
    futures_.push_front(future);
}

void Kernel::forget(PlainFuture& future) {
    futures_.remove(future);
    future.known_ = false;
    if (!options_.debug || future.retrieved() || future.cancelled()) return;
    const Failure& failure = future.peek_failure();
    if (!failure) return;
    warn(WarningKind::never_retrieved,
         "Future exception was never retrieved: " + failure.name() + ": " + failure.text());
}

void Kernel::remember_failed(TaskState& task) {
    task.remembered_ = true;
    failed_.push_front(task);
}

void Kernel::forget_failed(TaskState& task) {
    failed_.remove(task);
    task.remembered_ = false;
    report_unawaited(task);
}

std::vector<TaskState*> Kernel::all_tasks() const {
    std::vector<TaskState*> tasks;
    for (TaskState* task = tasks_.front(); task != nullptr; task = tasks_.next(*task)) {
        if (!task->is_thread()) tasks.push_back(task);
    }
    return tasks;
}

ThreadPool& Kernel::default_pool() {
    if (pool_ != nullptr) return *pool_;
    // Made by the loop, whoever asks first: its path is the same in every order.
    pool_ = as_own([this] { return new ThreadPool(*this, options_.pool_workers); });
    return *pool_;
}

void Kernel::publish(Figure figure) {
    const auto at =
        std::find_if(outcome_.values.begin(), outcome_.values.end(),
                     [&figure](const Figure& each) { return each.name == figure.name; });
    if (at != outcome_.values.end()) {
        *at = std::move(figure);
    } else {
        outcome_.values.push_back(std::move(figure));
    }
}

void Kernel::set_debug(bool on) {
    if (on == options_.debug) return;
    options_.debug = on;
    if (current() != this) return;
    on ? debug_begins(*this) : debug_ends(*this);
}

void Kernel::warn(WarningKind kind, std::string message, std::source_location where) {
    if (!options_.debug) return;
    if (outcome_.warnings.size() < Outcome::most_warnings) {
        outcome_.warnings.push_back({kind, std::move(message), step_, now_, where});
    } else {
        ++outcome_.warnings_dropped;
    }
}

}  // namespace foliot::detail
