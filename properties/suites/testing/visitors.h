#pragma once

#include "primitives/timeout.h"
#include "properties/generators/workload.h"
#include "sim/quietly.h"

// How the tasks of the suites wait.
namespace foliot {

/// Acquires within the visit's patience; false where that ends first. A cancellation is raised.
template <class Lockable>
Coro<bool> within_patience(Visit visit, Lockable& lockable) {
    if (!visit.patience) {
        co_await lockable.acquire();
        co_return true;
    }
    const Result<> waited = co_await quietly(timeout(*visit.patience, lockable.acquire()));
    if (waited) co_return true;
    if (!waited.failure().is(errors::timeout)) waited.failure().raise();
    co_return false;
}

}  // namespace foliot
