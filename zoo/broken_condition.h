#pragma once

#include <cstdint>

#include "primitives/lock.h"
#include "sim/quietly.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

/// What is wrong with Condition.wait().
enum class WaitFlaw : std::uint8_t {
    none,
    returns_unlocked,  ///< bpo-22970
    swallows_cancel,   ///< bpo-32841
    keeps_notify,      ///< gh-112202
};

/// A Condition with one flaw, over a right lock.
class FutureCondition final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"FutureCondition"};

  public:
    FutureCondition(Build build, WaitFlaw flaw)
        : FuturePrimitive(kind_, ""), flaw_(build == Build::broken ? flaw : WaitFlaw::none) {}

    Lock& lock() { return lock_; }
    Coro<Result<>> wait() {
        lock_.release();
        const Future<> future = line_up();
        Failure failure = (co_await quietly(future)).failure();
        leave(future);
        while (true) {
            const Result<> locked = co_await quietly(lock_.acquire());
            if (locked) break;
            if (flaw_ == WaitFlaw::returns_unlocked) co_return locked;
            if (flaw_ != WaitFlaw::swallows_cancel) failure = locked.failure();
        }
        if (failure && flaw_ != WaitFlaw::keeps_notify) wake_first_pending();
        co_return failure;
    }
    void notify() { wake_first_pending(); }

  private:
    WaitFlaw flaw_;
    Lock lock_{"condition"};
};

}  // namespace foliot::zoo_programs
