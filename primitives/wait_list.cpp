#include "primitives/wait_list.h"

namespace foliot {

WaitList::~WaitList() {
    for (ListedWaiter* waiter = waiters_.front(); waiter != nullptr; waiter = waiter->next()) {
        waiter->list_ = nullptr;
        waiter->object_ = nullptr;
    }
}

ListedWaiter* WaitList::first_pending() const {
    ListedWaiter* waiter = waiters_.front();
    while (waiter != nullptr && !waiter->pending())
        waiter = waiter->next();
    return waiter;
}

bool WaitList::no_other_than_cancelled() const {
    const ListedWaiter* waiter = waiters_.front();
    while (waiter != nullptr && waiter->state() == Waiter::State::cancelled)
        waiter = waiter->next();
    return waiter == nullptr;
}

}  // namespace foliot
