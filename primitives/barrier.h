#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "primitives/condition.h"

namespace foliot {

/// Lets a fixed number of tasks wait for each other (asyncio.Barrier); reusable.
///
/// Each party of a round gets an index of its own from 0 to parties - 1: the lowest that is free
/// when it arrives. A party that is cancelled before the round is full leaves its place; one that
/// is cancelled later still counts. Newcomers of the next round wait until the last one has
/// drained.
///
/// Reports `arrive` and `leave` (value: the index), `reset` and `abort`.
class Barrier : public Object {
  public:
    /// Raises ValueError where `parties` is 0.
    explicit Barrier(std::size_t parties, std::string_view name = {});

    /// Suspends until `parties` tasks wait; gives this party's index. Raises BrokenBarrierError
    /// where the barrier is broken, or is aborted or reset meanwhile.
    Operation<std::size_t> wait() { return wait_body(); }
    /// Makes the barrier empty again; those who wait get BrokenBarrierError. May suspend.
    Operation<> reset() { return reset_body(); }
    /// Breaks the barrier: those who wait, and all who come, get BrokenBarrierError. May suspend.
    Operation<> abort() { return abort_body(); }

    std::size_t parties() const { return parties_; }
    /// How many tasks wait for the round to fill.
    std::size_t n_waiting() const {
        touch(Access::read);
        return state_ == State::filling ? count_ : 0;
    }
    bool broken() const {
        touch(Access::read);
        return state_ == State::broken;
    }

  private:
    static void take_stock(const Object& object, Stock& stock);
    static constexpr ObjectKind object_kind = detail::object_kind("Barrier", take_stock);

    enum class State : std::uint8_t { filling, draining, resetting, broken };

    Coro<Result<std::size_t>> wait_body();
    Coro<Result<>> reset_body();
    Coro<Result<>> abort_body();
    std::size_t take_index();
    void leave(std::size_t index);

    Condition condition_;
    std::size_t parties_;
    State state_ = State::filling;
    std::size_t count_ = 0;
    std::vector<bool> taken_;
};

}  // namespace foliot
