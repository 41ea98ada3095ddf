#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace foliot::detail {

/// Values by 64-bit hash, for lookup alone: it has no order to iterate in. Emptied in O(1), and
/// what it has allocated is used again.
template <class Value>
class PathMap {
  public:
    PathMap() : slots_(16) {}

    std::size_t size() const { return size_; }
    void clear() {
        ++generation_;
        size_ = 0;
    }
    /// The value of `key`; made as Value() where there is none yet. Valid until the next call.
    Value& operator[](std::uint64_t key) {
        if (2 * (size_ + 1) > slots_.size()) grow();
        Slot& slot = slots_[place_of(key)];
        if (slot.generation != generation_) {
            slot = {key, generation_, Value()};
            ++size_;
        }
        return slot.value;
    }
    /// Null where there is none.
    const Value* find(std::uint64_t key) const {
        const Slot& slot = slots_[place_of(key)];
        return slot.generation == generation_ ? &slot.value : nullptr;
    }

  private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint64_t generation = 0;
        Value value{};
    };

    std::size_t place_of(std::uint64_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>(key ^ (key >> 32U)) & mask;
        while (slots_[at].generation == generation_ && slots_[at].key != key)
            at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (Slot& slot : old) {
            if (slot.generation == generation_) slots_[place_of(slot.key)] = std::move(slot);
        }
    }

    std::vector<Slot> slots_;  // a power of two of them
    std::uint64_t generation_ = 1;
    std::size_t size_ = 0;
};

}  // namespace foliot::detail
