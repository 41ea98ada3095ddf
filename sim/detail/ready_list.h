#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#include "sim/detail/rank_index.h"
#include "sim/handle.h"

namespace foliot::detail {

/// The handles that are ready, oldest first. Rank 0 is asyncio's next one; taking it is O(1). Any
/// other rank is closed up where few are ready; where many are, what is taken leaves a hole, and an
/// index finds ranks among the holes in O(log n).
class ReadyList {
  public:
    ReadyList();
    ReadyList(const ReadyList&) = delete;
    ReadyList& operator=(const ReadyList&) = delete;
    ~ReadyList();

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    Handle& at(std::size_t rank) const {
        return index_ ? *slots_[index_->slot_of(rank)] : *slots_[head_ + rank];
    }

    void push(Handle& handle) {
        if (tail_ >= room_) [[unlikely]]
            return push_slowly(handle);
        slots_[tail_++] = &handle;
        ++size_;
        handle.queued_ = true;
    }

    Handle& take(std::size_t rank) {
        if (index_ || (rank != 0 && size_ > few)) [[unlikely]]
            return take_by_index(rank);
        Handle** const at = slots_ + head_ + rank;
        Handle& taken = **at;
        --size_;
        if (rank == 0) {
            ++head_;
        } else {
            close_gap(at);
        }
        taken.queued_ = false;
        return taken;
    }

    /// Removes a handle that was cancelled. Returns the rank it had.
    std::size_t remove(Handle& handle);

  private:
    // Lists up to this size are closed up, a block at a time and past their end, for that needs no
    // branches. The slots have a margin for it. A block is small enough to be moved in place.
    static constexpr std::size_t block = 8;
    static constexpr std::size_t few = 96;

    void close_gap(Handle** at) {
        --tail_;
        for (Handle** const end = slots_ + tail_; at < end; at += block) {
            std::array<Handle*, block> moved;
            std::memcpy(moved.data(), at + 1, sizeof moved);
            std::memcpy(at, moved.data(), sizeof moved);
        }
    }
    Handle& take_by_index(std::size_t rank);
    void push_slowly(Handle& handle);
    void make_room();
    void close_up();
    void use(std::size_t capacity);

    Handle** slots_;
    std::size_t head_ = 0;  // the oldest, unless there are holes
    std::size_t tail_ = 0;
    std::size_t size_ = 0;
    std::size_t room_;  // up to here a handle is just put at the end: none with an index
    std::size_t capacity_;
    std::unique_ptr<RankIndex> index_;  // while there may be holes
    std::unique_ptr<Handle*[]> many_;   // the slots, once `small_` is too small
    Handle* small_[few + block];
};

}  // namespace foliot::detail
