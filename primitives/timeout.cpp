#include "primitives/timeout.h"

#include "primitives/errors.h"

namespace foliot {

Failure Timeout::enter(std::optional<VirtualTime> when) {
    if (state_ != State::created) return Failure(errors::timeout_entered);
    task_ = &current_task();
    state_ = State::entered;
    cancelling_ = task_->cancelling();
    arm(when);
    return {};
}

Failure Timeout::try_reschedule(std::optional<VirtualTime> when) {
    switch (state_) {
        case State::entered:
            break;
        case State::created:
            return Failure(errors::timeout_not_entered);
        case State::expiring:
            return Failure(errors::timeout_expiring);
        case State::expired:
            return Failure(errors::timeout_expired);
        case State::exited:
            return Failure(errors::timeout_exited);
    }
    if (detail::misplaced(&task_->loop())) return Failure(errors::other_thread);
    disarm();
    arm(when);
    return {};
}

void Timeout::reschedule(std::optional<VirtualTime> when) {
    try_reschedule(when).raise_if();
}

void Timeout::arm(std::optional<VirtualTime> when) {
    when_ = when;
    if (!when) return;
    detail::Kernel& loop = task_->loop();
    loop.access(clock_path, Access::read);
    if (*when <= loop.now()) {
        loop.make_ready(*this);
    } else {
        loop.start(*this, *when);
    }
}

Failure Timeout::exit(Failure body) {
    disarm();
    if (state_ == State::entered) state_ = State::exited;
    if (state_ != State::expiring) return body;
    state_ = State::expired;
    // Only where no other request is open is the cancellation ours to convert.
    const bool ours = task_->uncancel() <= cancelling_;
    return ours && body && body.is_cancelled() ? Failure(errors::timeout) : body;
}

void Timeout::run(detail::Kernel& loop) {
    loop.access(path(), Branch::timer, Access::write);
    state_ = State::expiring;
    task_->cancel();
}

void Timeout::disarm() {
    if (pending() || queued()) task_->loop().stop(*this);
}

std::optional<VirtualTime> detail::deadline_after(std::optional<Duration> delay) {
    const VirtualTime now = VirtualClock::now();
    if (!delay) return std::nullopt;
    return later(now, *delay);
}

Coro<Result<>> detail::cancel_and_wait(FutureRef<FutureState> task) {
    std::vector<FutureRef<FutureState>> futures{task};
    FutureRef<Waiting> waiting(new Waiting(std::move(futures), ReturnWhen::all_completed));
    task->cancel();
    co_return co_await quietly(Waiting::Ended(std::move(waiting), std::nullopt));
}

}  // namespace foliot
