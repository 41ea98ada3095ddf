#pragma once

#include <cstdint>

#include "sim/error.h"
#include "sim/quietly.h"
#include "zoo/futures.h"

namespace foliot::zoo_programs {

/// What a Lock does when a waiter is cancelled.
enum class Handover : std::uint8_t {
    right,     ///< as asyncio does today
    never,     ///< a cancelled waiter cares for nobody: asyncio 3.5
    too_soon,  ///< it wakes another one though a woken one has yet to run: asyncio 3.6.2
};

/// A Lock as asyncio wrote it, right or wrong.
class FutureLock final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"FutureLock"};

  public:
    explicit FutureLock(Handover handover) : FuturePrimitive(kind_, ""), handover_(handover) {}

    Coro<Result<>> acquire() {
        if (!locked_ && all_cancelled()) {
            take();
            co_return Result<>();
        }
        const Future<> future = line_up();
        const Result<> woken = co_await quietly(future);
        leave(future);
        if (!woken) {
            if (!locked_ && handover_ == Handover::too_soon) wake_first_pending();
            if (!locked_ && handover_ == Handover::right) wake_first();
            co_return woken;
        }
        take();
        co_return Result<>();
    }
    void release() {
        locked_ = false;
        report(events::release);
        if (handover_ == Handover::right) {
            wake_first();
        } else {
            wake_first_pending();
        }
    }

  private:
    void take() {
        locked_ = true;
        report(events::acquire);
    }

    Handover handover_;
    bool locked_ = false;
};

}  // namespace foliot::zoo_programs
