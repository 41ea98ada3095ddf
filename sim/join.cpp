#include "sim/join.h"

#include "sim/callback.h"

namespace foliot {

namespace {

/// A user's done-callback: a listener and the handle that runs it, owned by the loop until it has
/// run, or by the future.
class DoneCallback final : public DoneListener, public Callback {
  public:
    DoneCallback(Loop& loop, std::function<void()> function)
        : Callback(loop, std::move(function)) {}

  private:
    void on_done() override { queue(); }
    void abandon() noexcept override { release(); }
};

}  // namespace

void detail::require_done(const FutureState& state) {
    if (!state.done()) throw InvalidStateError("Result is not set.");
}

const Failure& detail::exception_of(FutureState& state) {
    require_done(state);
    if (state.cancelled()) throw Cancelled();
    return state.failure();
}

void detail::add_done_callback(FutureState& state, std::function<void()> callback) {
    auto* const node = new DoneCallback(state.loop(), std::move(callback));
    if (state.done()) {
        node->queue();
    } else {
        state.add(*node);
    }
}

std::string JoinBase::awaited() const {
    const FutureState& state = joined();
    if (!state.is_task()) return "Future";
    const auto& task = static_cast<const TaskState&>(state);
    return (task.is_thread() ? "Thread " : "Task ") + task.name();
}

bool JoinBase::refused(const TaskState& task) {
    refused_ = &joined() == &task;
    return refused_;
}

Failure JoinBase::failure() {
    if (refused_) return Failure(errors::awaits_itself);
    if (interrupted()) return Failure(errors::cancelled);
    return joined().failure();
}

}  // namespace foliot
