#include "primitives/detail/gathering.h"

#include "sim/error.h"

namespace foliot::detail {

/// Holds a reference to the gathering until it has run.
class Gathering::Child final : public DoneHandle {
  public:
    void attach(Gathering& gathering, TaskState& task) {
        gathering_ = &gathering;
        task_ = &task;
        gathering.retain();
        listen(task);
    }
    void run(Kernel&) override {
        gathering_->child_done(*task_);
        gathering_->release();
    }
    void discard() noexcept override { gathering_->release(); }

  private:
    void abandon() noexcept override { gathering_->release(); }

    Gathering* gathering_ = nullptr;  // kept alive by the reference
    TaskState* task_ = nullptr;       // kept alive by the gathering
};

Gathering::Gathering(Kernel& loop, std::vector<FutureRef<TaskState>> children,
                     bool return_exceptions)
    : FutureState(loop, child_path(loop.creator(), Branch::object, loop.ordinals().objects++)),
      children_(std::move(children)),
      handles_(std::make_unique<Child[]>(children_.size())),
      return_exceptions_(return_exceptions) {
    std::size_t next = 0;
    for (const FutureRef<TaskState>& child : children_) {
        child->touch(Branch::done, Access::read);
        if (!child->done()) handles_[next++].attach(*this, *child);
    }
    for (const FutureRef<TaskState>& child : children_) {
        if (child->done()) child_done(*child);
    }
    if (children_.empty()) complete();
}

Gathering::~Gathering() = default;

bool Gathering::cancel() {
    touch(Branch::done, Access::write);
    if (done()) return false;
    bool any = false;
    for (const FutureRef<TaskState>& child : children_)
        any = child->cancel() || any;
    // A child that was cancelled makes the whole one cancelled, also where errors are results.
    if (any) cancel_requested_ = true;
    return any;
}

std::string Gathering::label() const {
    constexpr std::size_t named_at_most = 3;
    std::string text = "gather";
    std::size_t pending = 0;
    for (const FutureRef<TaskState>& child : children_) {
        if (child->done() || ++pending > named_at_most) continue;
        text += (pending == 1 ? " of " : ", ") + child->name();
    }
    if (pending > named_at_most) {
        text += " and " + std::to_string(pending - named_at_most) + " more";
    }
    return text;
}

void Gathering::child_done(TaskState& child) {
    touch(Branch::done, Access::write);  // also by those that come too late: the first error counts
    ++finished_;
    const Failure& failure = child.failure();
    if (done()) return;
    if (!return_exceptions_ && failure) {
        complete(failure);
        return;
    }
    if (finished_ < children_.size()) return;
    complete(cancel_requested_ ? Failure(errors::cancelled) : Failure());
}

}  // namespace foliot::detail
