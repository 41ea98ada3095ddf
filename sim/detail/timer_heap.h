#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/clock.h"
#include "sim/timer.h"

namespace foliot::detail {

/// Timers by (deadline, creation): an indexed 4-ary heap, so that stopping one is O(log n) and
/// leaves nothing behind.
class TimerHeap {
  public:
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    Timer& top() const { return *heap_.front().timer; }
    VirtualTime next() const { return heap_.front().when; }

    void push(Timer& timer);
    Timer& pop();
    void remove(Timer& timer);

    static bool before(const Timer& a, const Timer& b) {
        return a.when_ != b.when_ ? a.when_ < b.when_ : a.sequence_ < b.sequence_;
    }

  private:
    /// What is compared lies in the heap itself, and where an entry lies in a table by ticket: to
    /// look at the timers, each somewhere in a frame, would cost more than all the rest.
    struct Entry {
        VirtualTime when;
        std::uint64_t sequence;
        Timer* timer;
        std::uint32_t ticket;

        bool before(const Entry& other) const {
            return when != other.when ? when < other.when : sequence < other.sequence;
        }
    };

    void sift_up(std::size_t index, const Entry& moving);
    void sift_down(std::size_t index, const Entry& moving);
    void put(std::size_t index, const Entry& entry) {
        heap_[index] = entry;
        places_[entry.ticket] = static_cast<std::uint32_t>(index);
    }

    std::vector<Entry> heap_;
    std::vector<std::uint32_t> places_;  // by ticket: the index in the heap
    std::vector<std::uint32_t> free_;    // tickets
};

}  // namespace foliot::detail
