// How a run ends: the root's end, deadlock, teardown.

#include "sim/check.h"
#include "sim/detail/kernel.h"
#include "sim/error.h"
#include "sim/task_state.h"
#include "sim/thread_pool.h"
#include "sim/waiter.h"

namespace foliot::detail {

namespace {

Blocked blocked_at(const TaskState& task) {
    const Waiter* const waiter = task.waiting_on();
    Blocked blocked;
    blocked.task = task.name();
    if (waiter != nullptr) {
        blocked.waits_for = waiter->awaited();
        blocked.at = task.place();
    }
    return blocked;
}

}  // namespace

void Kernel::root_ended() {
    if (outcome_.failed()) return;
    const Failure& failure = root_->failure();
    if (failure) {
        const std::exception_ptr error = failure.is_cancelled() ? nullptr : failure.exception();
        fail(Verdict::error, root_->name() + " raised " + failure.name() + ": " + failure.text(),
             {}, error);
        return;
    }
    const std::vector<TaskState*> left = all_tasks();
    outcome_.left_over = left.size();
    if (left.empty()) return;
    std::string names;
    for (const TaskState* const task : left)
        names += (names.empty() ? "" : ", ") + task->name();
    for (TaskState* const task : left)
        task->cancel();
    if (options_.allow_left_over) return;
    fail(Verdict::left_over, std::to_string(left.size()) + " task" + (left.size() == 1 ? "" : "s") +
                                 " still ran when " + root_->name() + " had ended: " + names);
    stop_ = false;  // they run out, so that the trace shows what they were at
}

void Kernel::report_unawaited(const TaskState& task) {
    if (task.retrieved()) return;
    const Failure& failure = task.peek_failure();
    const std::string raised = " raised " + failure.name() + ": " + failure.text();
    if (options_.unhandled_errors && !outcome_.failed()) {
        fail(Verdict::error, "no task awaited " + task.name() + ", which" + raised, {},
             failure.exception());
    } else {
        const std::string kind = task.is_thread() ? "Thread" : "Task";
        warn(WarningKind::never_retrieved,
             kind + " exception was never retrieved: " + task.name() + raised, task.place());
    }
}

void Kernel::stuck() {
    for (const TaskState* const task : all_tasks())
        outcome_.blocked.push_back(blocked_at(*task));
    fail(Verdict::deadlock, describe(outcome_.blocked));
}

void Kernel::tell_end() const {
    const std::size_t ready = options_ready();
    for (Observer* const observer : observers_)
        observer->on_end(ready);
}

Outcome Kernel::finish() {
    if (!outcome_.failed()) {
        outcome_.step = step_ == no_step ? 0 : step_;
        outcome_.time = now_;
    }
    outcome_.steps = steps_;
    if (hears_.steps) tell_end();
    close();
    root_ = nullptr;
    return std::move(outcome_);
}

void Kernel::close() {
    if (closing_) return;
    closing_ = true;
    observed_ = false;
    attends_waits_ = false;
    hears_ = {false, false, false, false, false};
    while (!ready_.empty())
        ready_.take(0).discard();
    for (Timer* const timer : due_) {
        timer->place_ = Timer::Place::nowhere;
        timer->discard();
    }
    due_.clear();
    while (!timers_.empty())
        timers_.pop().discard();
    // Newest first: a task's frame may hold what the tasks that it spawned refer to.
    while (!tasks_.empty()) {
        TaskState& task = *tasks_.back();
        tasks_.remove(task);
        task.destroy_frames();
        task.abandon_listeners();
        task.release();
    }
    while (!futures_.empty()) {
        const FutureRef<PlainFuture> future(futures_.front());
        forget(*future);
        future->abandon_listeners();
    }
    delete pool_;
    pool_ = nullptr;
    while (!failed_.empty())
        forget_failed(*failed_.front());
}

}  // namespace foliot::detail
