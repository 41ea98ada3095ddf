#include "sim/waiter.h"

#include "sim/detail/assert.h"
#include "sim/fault.h"
#include "sim/object.h"
#include "sim/task_state.h"

namespace foliot {

Waiter::Waiter(Waiter&& other) noexcept {
    FOLIOT_ASSERT(other.state_ == State::idle, "an awaitable does not move while it is awaited");
}

std::string Waiter::awaited() const {
    const Object* const on = object();
    return on != nullptr ? on->label() : "something";
}

void Waiter::describe(TraceEvent& event, std::string& text) const {
    if (event.object == nullptr) text = awaited();
}

inline void Waiter::wake() {
    detail::Kernel& loop = task_->loop();
    if (loop.observed()) [[unlikely]]
        tell_wake();
    loop.make_ready(*task_);
}

void Waiter::block(TaskState& task, std::coroutine_handle<> coroutine) {
    FOLIOT_ASSERT(state_ == State::idle, "an awaiter is awaited once");
    task_ = &task;
    state_ = State::pending;
    task.block_on(*this, coroutine);
}

void Waiter::requeue(TaskState& task, std::coroutine_handle<> coroutine) {
    task_ = &task;
    state_ = State::done;
    task.block_on(*this, coroutine);
    detail::Kernel& loop = task.loop();
    if (loop.observed()) [[unlikely]]
        tell_wake();
    loop.make_ready(task);
}

void Waiter::tell_wake() {
    detail::Kernel& loop = task_->loop();
    loop.access(task_->path(), Branch::mailbox, Access::write);
    TraceEvent event{events::wake, task_, object()};
    event.cancelled = state_ == State::cancelled;
    loop.emit(event);
}

void Waiter::settle() {
    FOLIOT_ASSERT(state_ == State::pending, "only a pending wait can end");
    state_ = State::done;
    wake();
    if (FaultPlan* const faults = task_->loop().faults(); faults != nullptr) [[unlikely]]
        faults->woken(*task_);
}

void Waiter::settle_if_pending() {
    task_->loop().access(task_->path(), Branch::mailbox, Access::read);
    if (pending()) settle();
}

bool Waiter::cancel() {
    if (state_ != State::pending) return false;
    state_ = State::cancelled;
    const Object* const on = object();
    // A cancelled waiter changes what the object's next operation does.
    if (on != nullptr) on->touch(Access::write);
    wake();
    return true;
}

}  // namespace foliot
