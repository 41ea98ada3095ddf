#include "sim/future_state.h"

#include "sim/detail/assert.h"
#include "sim/detail/kernel.h"
#include "sim/error.h"

namespace foliot {

DoneListener::DoneListener(DoneListener&& other) noexcept {
    FOLIOT_ASSERT(!other.listening(), "a listener does not move while it listens");
}

DoneListener::~DoneListener() {
    if (future_ != nullptr) future_->remove(*this);
}

FutureState::~FutureState() {
    abandon_listeners();
}

void FutureState::abandon_listeners() noexcept {
    while (!listeners_.empty()) {
        DoneListener& listener = listeners_.pop_front();
        listener.future_ = nullptr;
        listener.abandon();
    }
}

PlainFuture::PlainFuture(detail::Kernel& loop, PathId path) : FutureState(loop, path) {
    loop.adopt(*this);
}

PlainFuture::~PlainFuture() {
    if (known_) loop().forget(*this);
}

void FutureState::touch(Branch part, Access access) const {
    if (detail::Kernel* const loop = detail::Kernel::current(); loop != nullptr) {
        loop->access(path_, part, access);
    }
}

bool FutureState::cancel() {
    refuse_elsewhere();
    touch(Branch::done, Access::read);
    if (done()) return false;
    complete(Failure(errors::cancelled));
    return true;
}

void FutureState::add(DoneListener& listener) {
    listener.future_ = this;
    listeners_.push_back(listener);
    loop_->access(path_, Branch::done, Access::read);
}

void FutureState::remove(DoneListener& listener) {
    if (listener.future_ != this) return;
    listeners_.remove(listener);
    listener.future_ = nullptr;
    // Whoever listens no longer changes what completion does.
    loop_->access(path_, Branch::done, Access::write);
}

void FutureState::complete(Failure failure) {
    FOLIOT_ASSERT(state_ == State::pending, "a future is completed once");
    state_ = !failure ? State::done : failure.is_cancelled() ? State::cancelled : State::failed;
    failure_ = std::move(failure);
    loop_->access(path_, Branch::done, Access::write);
    while (!listeners_.empty()) {
        DoneListener& listener = listeners_.pop_front();
        listener.future_ = nullptr;
        listener.on_done();
    }
}

}  // namespace foliot
