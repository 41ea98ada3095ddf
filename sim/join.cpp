#include "sim/join.h"

#include "sim/callback.h"

namespace foliot {

namespace {

/// A user's done-callback: a listener and the handle that runs it, owned by the loop until it has
/// run, or by the future.
class DoneCallback final : public DoneListener, public Callback {
  public:
    DoneCallback(detail::Kernel& loop, std::function<void()> function)
        : Callback(loop, std::move(function)) {}

  private:
    void on_done() override { queue(); }
    void abandon() noexcept override { release(); }
};

}  // namespace

const Failure& detail::failure_of(FutureState& state) {
    state.touch(Branch::done, Access::read);
    if (!state.done()) throw InvalidStateError("Result is not set.");
    return state.failure();
}

const Failure& detail::exception_of(FutureState& state) {
    state.touch(Branch::done, Access::read);
    if (!state.done()) throw InvalidStateError("Exception is not set.");
    if (state.cancelled()) throw Cancelled();
    return state.failure();
}

void detail::add_done_callback(FutureState& state, std::function<void()> callback) {
    state.refuse_elsewhere();
    state.touch(Branch::done, Access::read);
    auto* const node = new DoneCallback(state.loop(), std::move(callback));
    if (state.done()) {
        node->queue();
    } else {
        state.add(*node);
    }
}

std::string JoinBase::awaited() const {
    return joined().label();
}

void JoinBase::describe(TraceEvent& event, std::string& text) const {
    if (pending() && joined().is_task()) event.other = &static_cast<const TaskState&>(joined());
    text = awaited();
}

bool JoinBase::await_ready() const noexcept {
    joined().touch(Branch::done, Access::read);
    return joined().done();
}

bool JoinBase::refused(const TaskState& task) {
    if (&joined() == &task) refusal_ = &errors::awaits_itself;
    if (&joined().loop() != &task.loop()) refusal_ = &errors::other_loop;
    return refusal_ != nullptr;
}

Failure JoinBase::failure() {
    if (refusal_ != nullptr) return Failure(interrupted() ? errors::cancelled : *refusal_);
    const Failure& failure = joined().failure();  // looked at, also where a cancellation hides it
    return interrupted() ? Failure(errors::cancelled) : failure;
}

}  // namespace foliot
