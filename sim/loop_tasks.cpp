// The loop's books: the tasks that have not ended, the plain futures, the errors nobody awaited.

#include "sim/future.h"
#include "sim/loop.h"
#include "sim/task_state.h"

namespace foliot {

void Loop::adopt(TaskState& task) {
    task.previous_ = last_;
    (last_ != nullptr ? last_->next_task_ : first_) = &task;
    last_ = &task;
    if (!task.is_thread()) ++live_;
}

void Loop::task_ended(TaskState& task) {
    (task.previous_ != nullptr ? task.previous_->next_task_ : first_) = task.next_task_;
    (task.next_task_ != nullptr ? task.next_task_->previous_ : last_) = task.previous_;
    if (!task.is_thread()) --live_;
    if (&task == root_) {
        root_ended();
    } else if (task.peek_failure() && !task.cancelled() && options_.unhandled_errors) {
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

}  // namespace foliot
