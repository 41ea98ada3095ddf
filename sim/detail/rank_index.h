#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace foliot::detail {

/// A set of slot numbers that finds its `rank`-th smallest member, adds and removes in O(log n): a
/// bit a slot, and over the words of bits a binary tree of counts. A search never branches on what
/// it finds, since the ranks that it is asked for are random.
class RankIndex {
  public:
    /// For slots in [0, capacity); the first `count` of them are in the set.
    RankIndex(std::size_t capacity, std::size_t count);

    void add(std::size_t slot) {
        bits_[slot / word] |= std::uint64_t{1} << (slot % word);
        for (std::size_t node = leaves_ + slot / word; node != 0; node /= 2)
            ++counts_[node];
    }
    void remove(std::size_t slot) {
        bits_[slot / word] &= ~(std::uint64_t{1} << (slot % word));
        for (std::size_t node = leaves_ + slot / word; node != 0; node /= 2)
            --counts_[node];
    }
    /// Precondition: more than `rank` slots are in the set.
    std::size_t slot_of(std::size_t rank) const;
    /// How many slots below this one are in the set.
    std::size_t rank_of(std::size_t slot) const;

  private:
    static constexpr std::size_t word = 64;

    std::size_t leaves_;
    std::vector<std::uint64_t> bits_;
    std::vector<std::uint32_t> counts_;  // of node n: what its children 2n and 2n + 1 have
};

}  // namespace foliot::detail
