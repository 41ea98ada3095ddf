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
    while (first_ != nullptr) {
        DoneListener& listener = *first_;
        first_ = listener.next_;
        (first_ != nullptr ? first_->previous_ : last_) = nullptr;
        listener.future_ = nullptr;
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
        loop->access(child_path(path_, part), access);
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
    listener.previous_ = last_;
    listener.next_ = nullptr;
    (last_ != nullptr ? last_->next_ : first_) = &listener;
    last_ = &listener;
    loop_->access(child_path(path_, Branch::done), Access::read);
}

void FutureState::remove(DoneListener& listener) {
    if (listener.future_ != this) return;
    (listener.previous_ != nullptr ? listener.previous_->next_ : first_) = listener.next_;
    (listener.next_ != nullptr ? listener.next_->previous_ : last_) = listener.previous_;
    listener.future_ = nullptr;
    // Whoever listens no longer changes what completion does.
    loop_->access(child_path(path_, Branch::done), Access::write);
}

void FutureState::complete(Failure failure) {
    FOLIOT_ASSERT(state_ == State::pending, "a future is completed once");
    state_ = !failure ? State::done : failure.is_cancelled() ? State::cancelled : State::failed;
    failure_ = std::move(failure);
    loop_->access(child_path(path_, Branch::done), Access::write);
    while (first_ != nullptr) {
        DoneListener& listener = *first_;
        first_ = listener.next_;
        (first_ != nullptr ? first_->previous_ : last_) = nullptr;
        listener.future_ = nullptr;
        listener.on_done();
    }
}

}  // namespace foliot
