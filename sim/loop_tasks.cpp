// The loop's books: the tasks that have not ended, the plain futures, the errors nobody awaited;
// the default pool, and what goes into the outcome beside the verdict.

#include <algorithm>
#include <utility>

#include "sim/debug.h"
#include "sim/future.h"
#include "sim/loop.h"
#include "sim/task_state.h"
#include "sim/thread_pool.h"

namespace foliot {

void Loop::adopt(TaskState& task) {
    task.previous_ = last_;
    (last_ != nullptr ? last_->next_task_ : first_) = &task;
    last_ = &task;
    if (!task.is_thread()) ++live_;
    access(tasks_path, Access::read);
}

void Loop::task_ended(TaskState& task) {
    (task.previous_ != nullptr ? task.previous_->next_task_ : first_) = task.next_task_;
    (task.next_task_ != nullptr ? task.next_task_->previous_ : last_) = task.previous_;
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

void Loop::adopt(PlainFuture& future) {
    future.next_ = futures_;
    if (futures_ != nullptr) futures_->previous_ = &future;
    futures_ = &future;
}

void Loop::forget(PlainFuture& future) {
    (future.previous_ != nullptr ? future.previous_->next_ : futures_) = future.next_;
    if (future.next_ != nullptr) future.next_->previous_ = future.previous_;
    future.known_ = false;
    if (!options_.debug || future.retrieved() || future.cancelled()) return;
    const Failure& failure = future.peek_failure();
    if (!failure) return;
    warn(WarningKind::never_retrieved,
         "Future exception was never retrieved: " + failure.name() + ": " + failure.text());
}

void Loop::remember_failed(TaskState& task) {
    task.remembered_ = true;
    task.previous_ = nullptr;
    task.next_task_ = failed_;
    if (failed_ != nullptr) failed_->previous_ = &task;
    failed_ = &task;
}

void Loop::forget_failed(TaskState& task) {
    (task.previous_ != nullptr ? task.previous_->next_task_ : failed_) = task.next_task_;
    if (task.next_task_ != nullptr) task.next_task_->previous_ = task.previous_;
    task.remembered_ = false;
    report_unawaited(task);
}

std::vector<TaskState*> Loop::all_tasks() const {
    std::vector<TaskState*> tasks;
    for (TaskState* task = first_; task != nullptr; task = task->next_task_) {
        if (!task->is_thread()) tasks.push_back(task);
    }
    return tasks;
}

ThreadPool& Loop::default_pool() {
    if (pool_ != nullptr) return *pool_;
    // Made by the loop, whoever asks first: its path is the same in every order.
    TaskState* const task = std::exchange(current_, nullptr);
    const Handle* const handle = std::exchange(running_, nullptr);
    pool_ = new ThreadPool(*this, options_.pool_workers);
    current_ = task;
    running_ = handle;
    return *pool_;
}

void Loop::publish(std::string_view name, std::int64_t value) {
    const auto at = std::find_if(outcome_.values.begin(), outcome_.values.end(),
                                 [name](const auto& pair) { return pair.first == name; });
    if (at != outcome_.values.end()) {
        at->second = value;
    } else {
        outcome_.values.emplace_back(name, value);
    }
}

void Loop::set_debug(bool on) {
    if (on == options_.debug) return;
    options_.debug = on;
    if (current() != this) return;
    on ? detail::debug_begins(*this) : detail::debug_ends(*this);
}

void Loop::warn(WarningKind kind, std::string message, std::source_location where) {
    if (!options_.debug) return;
    if (outcome_.warnings.size() < Outcome::most_warnings) {
        outcome_.warnings.push_back({kind, std::move(message), step_, now_, where});
    } else {
        ++outcome_.warnings_dropped;
    }
}

}  // namespace foliot
