#pragma once

#include <cstdint>
#include <deque>

#include "sim/error.h"
#include "sim/quietly.h"
#include "zoo/futures.h"
#include "zoo/world.h"

/// Semaphores that were wrong in released libraries, each in its own way.
namespace foliot::zoo_programs {

/// What goes wrong with a permit.
enum class PermitFlaw : std::uint8_t {
    none,
    not_handed_on,   ///< a woken waiter that is cancelled wakes nobody: asyncio 3.5
    barging,         ///< newcomers do not care who waits: asyncio before gh-90155
    stuck_flag,      ///< the flag "somebody was woken" stays up after a cancellation: gh-90155
    would_block,     ///< a woken waiter takes it for granted that the permit is there: anyio#252
    blocked_flag,    ///< one flag for all who wait: concurrency-limits#70
    minted_permit,   ///< a waiter cancelled before it got a permit gives one back
    token_forgotten  ///< the permit of a waiter cancelled after it got one is gone: anyio#947
};

/// A semaphore with one flaw; without any, release() hands its permit to the oldest waiter.
class FutureSemaphore final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"FutureSemaphore"};

  public:
    FutureSemaphore(PermitFlaw flaw, int value)
        : FuturePrimitive(kind_, ""), flaw_(flaw), value_(value), bound_(value) {}

    /// Gives RuntimeError where it should have waited and did not.
    Coro<Result<>> acquire();
    void release();
    int value() const {
        touch(Access::read);
        return value_;
    }
    /// More permits are there than there ever were.
    bool above_bound() const { return value() > bound_; }

  private:
    Coro<Result<>> acquire_in_a_loop();
    Coro<Result<>> acquire_once();
    bool free() const;
    void wake();
    bool loops() const;
    bool grants() const;

    PermitFlaw flaw_;
    int value_;
    int bound_;
    bool flag_ = false;
};

/// Permits in batches; the oldest request is served first, and whole.
class BatchSemaphore final : public Object {
    static constexpr ObjectKind kind_{"BatchSemaphore"};

  public:
    BatchSemaphore(Build build, int value) : Object(kind_, ""), build_(build), value_(value) {}

    Coro<Result<>> acquire(int permits);
    void release(int permits);

  private:
    struct Request {
        int permits;
        Future<> future;
    };
    void serve();

    Build build_;
    int value_;
    std::deque<Request> requests_;
};

}  // namespace foliot::zoo_programs
