#include "sim/detail/rank_index.h"

#include <algorithm>
#include <bit>

namespace foliot::detail {

namespace {

constexpr std::uint64_t every_byte = 0x0101010101010101U;

/// How many of the eight sums, none above 127, are not above `rank`.
std::size_t not_above(std::uint64_t sums, std::size_t rank) {
    const std::uint64_t tops = every_byte << 7U;
    const std::uint64_t reached = ((rank * every_byte | tops) - sums) & tops;
    return static_cast<std::size_t>(((reached >> 7U) * every_byte) >> 56U);
}

/// The place of the `rank`-th set bit (Vigna 2008): eight sums up to each byte, then up to each bit
/// of the byte in which it stands.
std::size_t bit_of(std::uint64_t bits, std::size_t rank) {
    std::uint64_t sums = bits - ((bits >> 1U) & 0x5555555555555555U);
    sums = (sums & 0x3333333333333333U) + ((sums >> 2U) & 0x3333333333333333U);
    sums = ((sums + (sums >> 4U)) & 0x0f0f0f0f0f0f0f0fU) * every_byte;  // up to each byte
    const std::size_t first = not_above(sums, rank) * 8;
    const std::size_t left = rank - (((sums << 8U) >> first) & 0xffU);
    // The bits of that byte, each in a byte of its own.
    const std::uint64_t apart = ((bits >> first) & 0xffU) * every_byte & 0x8040201008040201U;
    const std::uint64_t ones = ((apart + 0x7f7f7f7f7f7f7f7fU) >> 7U) & every_byte;
    return first + not_above(ones * every_byte, left);
}

}  // namespace

RankIndex::RankIndex(std::size_t capacity, std::size_t count)
    : leaves_(std::bit_ceil((capacity + word - 1) / word)), bits_(leaves_), counts_(2 * leaves_) {
    for (std::size_t at = 0; at * word < count; ++at) {
        const std::size_t here = std::min(word, count - at * word);
        bits_[at] = ~std::uint64_t{0} >> (word - here);
        counts_[leaves_ + at] = static_cast<std::uint32_t>(here);
    }
    for (std::size_t node = leaves_ - 1; node != 0; --node)
        counts_[node] = counts_[2 * node] + counts_[2 * node + 1];
}

std::size_t RankIndex::slot_of(std::size_t rank) const {
    const std::uint32_t* const counts = counts_.data();
    auto left = static_cast<std::uint32_t>(rank);
    std::size_t node = 1;
    while (node < leaves_) {
        const std::uint32_t first = counts[2 * node];
        const std::uint32_t passed = left >= first ? 1 : 0;
        left -= first & (0 - passed);
        node = 2 * node + passed;
    }
    const std::size_t at = node - leaves_;
    return at * word + bit_of(bits_[at], left);
}

std::size_t RankIndex::rank_of(std::size_t slot) const {
    const std::uint64_t below = bits_[slot / word] & ~(~std::uint64_t{0} << (slot % word));
    auto rank = static_cast<std::size_t>(std::popcount(below));
    for (std::size_t node = leaves_ + slot / word; node > 1; node /= 2)
        rank += node % 2 != 0 ? counts_[node - 1] : 0;
    return rank;
}

}  // namespace foliot::detail
