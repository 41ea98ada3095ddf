#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace foliot::detail {

/// A hash table from 64-bit identities, which are well mixed already (paths, content hashes), to
/// 32-bit indices. Its order is never looked at, so nothing depends on it.
class IdTable {
  public:
    /// No index has this value.
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    /// `capacity` is a power of two: room for half as many before the table has to grow.
    explicit IdTable(std::size_t capacity = 64) : slots_(capacity) {}

    /// The index of `key`, or `none`.
    std::uint32_t find(std::uint64_t key) const { return slots_[slot_of(key)].value; }

    /// Adds `key`, or replaces its index.
    void insert(std::uint64_t key, std::uint32_t value) {
        if (2 * ++size_ > slots_.size()) grow();
        slots_[slot_of(key)] = {key, value};
    }

  private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t value = none;
    };

    /// Where `key` stands, or would.
    std::size_t slot_of(std::uint64_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>(key) & mask;
        while (slots_[at].value != none && slots_[at].key != key)
            at = (at + 1) & mask;
        return at;
    }

    void grow() {
        std::vector<Slot> old(2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.value != none) slots_[slot_of(slot.key)] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace foliot::detail
