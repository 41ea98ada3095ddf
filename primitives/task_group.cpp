#include "primitives/task_group.h"

#include "primitives/errors.h"

namespace foliot {

class TaskGroup::Child final : public detail::DoneHandle {
  public:
    Child(TaskGroup& group, TaskState& task) : group_(group), task_(&task) { listen(task); }

    TaskState& task() const { return *task_; }
    void run(detail::Kernel&) override { group_.child_done(*this); }

  private:
    TaskGroup& group_;  // owns this
    FutureRef<TaskState> task_;
};

/// Waits until the last child has called back.
class TaskGroup::Completed final : public Waiter {
  public:
    explicit Completed(TaskGroup& group) : group_(group) {}
    ~Completed() { group_.completed_ = nullptr; }

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        group_.completed_ = this;
        park(coroutine);
    }
    Result<> take_result() {
        group_.completed_ = nullptr;
        if (interrupted()) return Failure(errors::cancelled);
        return {};
    }
    std::string awaited() const override {
        std::string text = "the group's tasks";
        const char* separator = ": ";
        for (const Child& child : group_.children_) {
            text += separator + child.task().name();
            separator = ", ";
        }
        return text;
    }

  private:
    TaskGroup& group_;  // outlives its exit
};

TaskGroup::TaskGroup() : parent_(current_task()) {}

TaskGroup::~TaskGroup() {
    // Children are left only where the frame is torn down; their handles are out of the loop by
    // then.
    for (Child& child : children_)
        child.withdraw(child.task());
}

Failure TaskGroup::refusal() const {
    touch();
    if (exiting_ && children_.empty()) return Failure(errors::group_finished);
    if (aborting_) return Failure(errors::group_shutting_down);
    return {};
}

void TaskGroup::adopt(TaskState& task) {
    children_.emplace_back(*this, task);
}

void TaskGroup::abort() {
    aborting_ = true;
    for (Child& child : children_) {
        child.task().cancel();  // no effect where it is done
    }
}

void TaskGroup::touch() const {
    parent_.touch(Branch::mailbox, Access::write);
}

void TaskGroup::child_done(Child& child) {
    touch();
    const FutureRef<TaskState> task(&child.task());
    children_.remove_if([&child](const Child& other) { return &other == &child; });
    if (completed_ != nullptr && children_.empty()) completed_->settle_if_pending();
    if (task->cancelled()) return;
    const Failure& failure = task->failure();
    if (!failure) return;
    errors_.push_back(failure);
    if (aborting_ || parent_cancel_requested_) return;
    abort();
    parent_cancel_requested_ = true;
    parent_.cancel();
}

Coro<Result<>> TaskGroup::exit(Failure body) {
    exiting_ = true;
    Failure cancellation = body && body.is_cancelled() ? body : Failure();
    if (body && !aborting_) abort();
    while (!children_.empty()) {
        const Result<> waited = co_await quietly(Completed(*this));
        if (waited || aborting_) continue;
        cancellation = waited.failure();
        abort();
    }
    // The request that stopped the body was the group's own: taken back, unless there are others.
    if (parent_cancel_requested_ && parent_.uncancel() == 0) cancellation = Failure();
    if (cancellation && errors_.empty()) co_return cancellation;
    if (body && !body.is_cancelled()) errors_.push_back(body);
    if (errors_.empty()) co_return Result<>();
    if (parent_.cancelling() > 0) {  // asked from outside as well: raised at the next await
        parent_.uncancel();
        parent_.cancel();
    }
    co_return Failure::group(std::move(errors_));
}

}  // namespace foliot
