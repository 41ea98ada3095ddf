#include "sim/future_state.h"

#include "sim/assert.h"
#include "sim/error.h"
#include "sim/loop.h"

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
    while (last_ != nullptr) {
        DoneListener& listener = *last_->next_;
        unlink(listener);
        listener.abandon();
    }
}

PlainFuture::PlainFuture(Loop& loop, PathId path) : FutureState(loop, path) {
    loop.adopt(*this);
}

PlainFuture::~PlainFuture() {
    if (known_) loop().forget(*this);
}

void FutureState::touch(Branch part, Access access) const {
    if (Loop* const loop = Loop::current(); loop != nullptr) {
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
    DoneListener& before = last_ != nullptr ? *last_ : listener;
    DoneListener& after = last_ != nullptr ? *last_->next_ : listener;
    listener.future_ = this;
    listener.previous_ = &before;
    listener.next_ = &after;
    before.next_ = after.previous_ = &listener;
    last_ = &listener;
    loop_->access(path_, Branch::done, Access::read);
}

void FutureState::unlink(DoneListener& listener) {
    listener.previous_->next_ = listener.next_;
    listener.next_->previous_ = listener.previous_;
    if (last_ == &listener) last_ = listener.next_ == &listener ? nullptr : listener.previous_;
    listener.future_ = nullptr;
}

void FutureState::remove(DoneListener& listener) {
    if (listener.future_ != this) return;
    unlink(listener);
    // Whoever listens no longer changes what completion does.
    loop_->access(path_, Branch::done, Access::write);
}

void FutureState::complete(Failure failure) {
    FOLIOT_ASSERT(state_ == State::pending, "a future is completed once");
    state_ = !failure ? State::done : failure.is_cancelled() ? State::cancelled : State::failed;
    failure_ = std::move(failure);
    loop_->access(path_, Branch::done, Access::write);
    while (last_ != nullptr) {
        DoneListener& listener = *last_->next_;
        unlink(listener);
        listener.on_done();
    }
}

}  // namespace foliot
