#pragma once

#include "sim/quietly.h"

namespace foliot {

/// Awaits `make()` again and again until no cancellation interrupts it: for what must be done on
/// the way out, whatever happens. Gives the last cancellation that it held back, or the failure
/// that `make()` ended with. Each `make()` must begin the operation anew.
template <class Make>
Coro<Result<>> insist(Make make) {
    Failure held_back;
    for (;;) {
        const Result<> ended = co_await quietly(make());
        if (ended) break;
        if (!ended.failure().is_cancelled()) co_return ended;
        held_back = ended.failure();
    }
    co_return Result<>(held_back);
}

}  // namespace foliot
