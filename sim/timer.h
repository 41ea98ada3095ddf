#pragma once

#include <cstdint>

#include "sim/clock.h"
#include "sim/handle.h"

namespace foliot {

namespace detail {
class TimerHeap;
}

/// A handle that becomes ready at an instant. Timers with equal deadlines become ready in the order
/// in which they were started.
class Timer : public Handle {
  public:
    VirtualTime when() const { return when_; }
    /// Waits for its instant; false once it is ready, has run or was stopped.
    bool pending() const { return place_ != Place::nowhere; }

  protected:
    explicit Timer(HandleKind kind) : Handle(kind) {}
    ~Timer() = default;

  private:
    friend class detail::Kernel;
    friend class detail::TimerHeap;
    enum class Place : std::uint8_t { nowhere, heap, due };

    VirtualTime when_{};
    Place place_ = Place::nowhere;
    std::uint32_t ticket_;    // while in the heap
    std::uint64_t sequence_;  // once started
};

}  // namespace foliot
