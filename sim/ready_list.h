#pragma once

#include <cstddef>
#include <vector>

#include "sim/handle.h"

namespace foliot {

/// The handles that are ready, oldest first. Rank 0 is asyncio's next one. Taking rank 0 is O(1);
/// any other rank moves the shorter side by one.
class ReadyList {
  public:
    ReadyList();

    std::size_t size() const { return tail_ - head_; }
    bool empty() const { return head_ == tail_; }
    Handle& at(std::size_t rank) const { return *slots_[(head_ + rank) & mask_]; }

    void push(Handle& handle) {
        if (tail_ - head_ > mask_) grow();
        slots_[tail_++ & mask_] = &handle;
        handle.queued_ = true;
    }

    Handle& take(std::size_t rank) {
        Handle& taken = at(rank);
        if (rank == 0) {
            ++head_;
        } else {
            close_gap(rank);
        }
        taken.queued_ = false;
        return taken;
    }

    /// Removes a handle that was cancelled. Returns the rank it had.
    std::size_t remove(Handle& handle);

  private:
    void grow();
    void close_gap(std::size_t rank);

    std::vector<Handle*> slots_;
    std::size_t mask_;
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

}  // namespace foliot
