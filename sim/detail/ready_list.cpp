#include "sim/detail/ready_list.h"

#include <algorithm>
#include <utility>

#include "sim/detail/assert.h"

namespace foliot::detail {

ReadyList::ReadyList() : slots_(small_), room_(few), capacity_(few) {}

ReadyList::~ReadyList() = default;

Handle& ReadyList::take_by_index(std::size_t rank) {
    if (!index_) {
        close_up();
        index_ = std::make_unique<RankIndex>(capacity_, size_);
        room_ = 0;
    }
    const std::size_t slot = index_->slot_of(rank);
    Handle& taken = *std::exchange(slots_[slot], nullptr);
    index_->remove(slot);
    --size_;
    if (size_ <= few / 2) {
        close_up();
        index_ = nullptr;
        room_ = capacity_;
    }
    taken.queued_ = false;
    return taken;
}

void ReadyList::push_slowly(Handle& handle) {
    if (tail_ == capacity_) make_room();
    if (index_) index_->add(tail_);
    slots_[tail_++] = &handle;
    ++size_;
    handle.queued_ = true;
}

/// Moves all to the front, so that there are no holes.
void ReadyList::close_up() {
    if (size_ != tail_) {
        Handle** const from = slots_ + head_;
        Handle** const to = slots_ + tail_;
        if (index_) {
            std::copy_if(from, to, slots_, [](const Handle* handle) { return handle != nullptr; });
        } else {
            std::copy(from, to, slots_);
        }
        tail_ = size_;
    }
    head_ = 0;
}

void ReadyList::make_room() {
    const bool holes = index_ != nullptr;
    close_up();
    if (2 * size_ > capacity_) use(2 * capacity_);
    if (holes) *index_ = RankIndex(capacity_, size_);
}

void ReadyList::use(std::size_t capacity) {
    std::unique_ptr<Handle*[]> larger(new Handle*[capacity + block]);
    std::copy(slots_, slots_ + tail_, larger.get());
    many_ = std::move(larger);
    slots_ = many_.get();
    capacity_ = capacity;
    if (!index_) room_ = capacity;
}

std::size_t ReadyList::remove(Handle& handle) {
    std::size_t rank = 0;
    std::size_t slot = head_;
    for (; slot < tail_ && slots_[slot] != &handle; ++slot)
        rank += slots_[slot] != nullptr ? 1 : 0;
    FOLIOT_ASSERT(slot < tail_, "a queued handle stands in the ready list");
    take(rank);
    return rank;
}

}  // namespace foliot::detail
