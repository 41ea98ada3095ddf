#include "sim/ready_list.h"

#include "sim/assert.h"

namespace foliot {

namespace {
constexpr std::size_t first_capacity = 16;
}

ReadyList::ReadyList() : slots_(first_capacity), mask_(first_capacity - 1) {}

void ReadyList::grow() {
    std::vector<Handle*> larger(slots_.size() * 2);
    const std::size_t count = size();
    for (std::size_t rank = 0; rank < count; ++rank)
        larger[rank] = &at(rank);
    slots_.swap(larger);
    mask_ = slots_.size() - 1;
    head_ = 0;
    tail_ = count;
}

void ReadyList::close_gap(std::size_t rank) {
    if (rank < size() / 2) {
        for (std::size_t i = head_ + rank; i != head_; --i)
            slots_[i & mask_] = slots_[(i - 1) & mask_];
        ++head_;
    } else {
        --tail_;
        for (std::size_t i = head_ + rank; i != tail_; ++i)
            slots_[i & mask_] = slots_[(i + 1) & mask_];
    }
}

std::size_t ReadyList::remove(Handle& handle) {
    std::size_t rank = 0;
    while (rank < size() && &at(rank) != &handle)
        ++rank;
    FOLIOT_ASSERT(rank < size(), "a queued handle stands in the ready list");
    take(rank);
    return rank;
}

}  // namespace foliot
