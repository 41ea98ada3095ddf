#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/clock.h"
#include "sim/handle.h"

namespace foliot {

/// A handle that becomes ready at an instant. Timers with equal deadlines become ready in the order
/// in which they were started.
class Timer : public Handle {
  public:
    VirtualTime when() const { return when_; }
    /// Waits for its instant; false once it is ready, has run or was stopped.
    bool pending() const { return place_ != Place::nowhere; }

  protected:
    Timer() = default;
    ~Timer() = default;

  private:
    friend class Loop;
    friend class TimerHeap;
    enum class Place : std::uint8_t { nowhere, heap, due };

    VirtualTime when_{};
    std::uint64_t sequence_ = 0;
    std::size_t index_ = 0;
    Place place_ = Place::nowhere;
};

/// Timers by (deadline, creation): an indexed 4-ary heap, so that stopping one is O(log n) and
/// leaves nothing behind.
class TimerHeap {
  public:
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    Timer& top() const { return *heap_.front(); }

    void push(Timer& timer);
    Timer& pop();
    void remove(Timer& timer);

    static bool before(const Timer& a, const Timer& b) {
        return a.when_ != b.when_ ? a.when_ < b.when_ : a.sequence_ < b.sequence_;
    }

  private:
    void sift_up(std::size_t index);
    void sift_down(std::size_t index);
    void put(std::size_t index, Timer& timer) {
        heap_[index] = &timer;
        timer.index_ = index;
    }

    std::vector<Timer*> heap_;
};

}  // namespace foliot
