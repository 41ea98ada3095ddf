#include "primitives/wait_list.h"

#include "sim/error.h"

namespace foliot {

void ListedWaiter::leave() {
    if (list_ != nullptr) list_->remove(*this);
}

Failure ListedWaiter::unlisted() const {
    return interrupted() ? Failure(errors::cancelled) : Failure();
}

WaitList::~WaitList() {
    for (ListedWaiter* waiter = first_; waiter != nullptr; waiter = waiter->next_) {
        waiter->list_ = nullptr;
        waiter->object_ = nullptr;
    }
}

ListedWaiter* WaitList::first_pending() const {
    ListedWaiter* waiter = first_;
    while (waiter != nullptr && !waiter->pending())
        waiter = waiter->next_;
    return waiter;
}

bool WaitList::all_cancelled() const {
    const ListedWaiter* waiter = first_;
    while (waiter != nullptr && waiter->state() == Waiter::State::cancelled)
        waiter = waiter->next_;
    return waiter == nullptr;
}

void WaitList::push(ListedWaiter& waiter) {
    waiter.list_ = this;
    waiter.previous_ = last_;
    waiter.next_ = nullptr;
    (last_ != nullptr ? last_->next_ : first_) = &waiter;
    last_ = &waiter;
    ++size_;
}

void WaitList::remove(ListedWaiter& waiter) {
    (waiter.previous_ != nullptr ? waiter.previous_->next_ : first_) = waiter.next_;
    (waiter.next_ != nullptr ? waiter.next_->previous_ : last_) = waiter.previous_;
    waiter.list_ = nullptr;
    --size_;
}

}  // namespace foliot
