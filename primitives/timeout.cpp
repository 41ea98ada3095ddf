#include "primitives/timeout.h"

#include "primitives/errors.h"

namespace foliot {

Failure Timeout::enter(VirtualTime when) {
    if (state_ != State::created) return Failure(errors::timeout_entered);
    task_ = &current_task();
    state_ = State::entered;
    cancelling_ = task_->cancelling();
    Loop& loop = task_->loop();
    if (when <= loop.now()) {
        loop.make_ready(*this);
    } else {
        loop.start(*this, when);
    }
    return {};
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

void Timeout::run(Loop& loop) {
    loop.access(child_path(path(), Branch::timer), Access::write);
    state_ = State::expiring;
    task_->cancel();
}

void Timeout::disarm() {
    if (pending() || queued()) task_->loop().stop(*this);
}

}  // namespace foliot
