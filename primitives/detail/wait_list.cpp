#include "primitives/detail/wait_list.h"

namespace foliot {

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

bool WaitList::no_other_than_cancelled() const {
    const ListedWaiter* waiter = first_;
    while (waiter != nullptr && waiter->state() == Waiter::State::cancelled)
        waiter = waiter->next_;
    return waiter == nullptr;
}

}  // namespace foliot
