#pragma once

#include <array>
#include <cstdint>

namespace foliot {

/// One step of splitmix64 (Steele, Lea, Flood 2014): advances `state`, returns 64 mixed bits.
constexpr std::uint64_t splitmix64(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

/// The second operand of mix(), for words that are mixed in often: what depends on it alone.
class MixedWord {
  public:
    explicit constexpr MixedWord(std::uint64_t word)
        : turned_(word >> 32U | word << 32U), spread_(word * 0xff51afd7ed558ccdU) {}

    constexpr std::uint64_t mixed_into(std::uint64_t a) const {
        std::uint64_t state = (a ^ turned_) + spread_;
        return splitmix64(state);
    }

  private:
    std::uint64_t turned_;
    std::uint64_t spread_;
};

/// Combines two 64-bit values into one; not commutative. Used for paths, streams and digests.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    return MixedWord(b).mixed_into(a);
}

/// Maps 64 random bits onto [0, bound) by multiplication: no division, no rejection, the same on
/// every platform. The bias is below bound / 2^64. `bound` must not be 0.
constexpr std::uint64_t scale(std::uint64_t bits, std::uint64_t bound) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(bits) * bound) >> 64U);
}

/// The portable generator: xoshiro256** (Blackman, Vigna 2018), seeded through splitmix64.
class Rng {
  public:
    explicit constexpr Rng(std::uint64_t seed = 0) {
        for (std::uint64_t& word : state_)
            word = splitmix64(seed);
    }

    constexpr std::uint64_t next() {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    /// A number in [0, bound); `bound` must not be 0.
    constexpr std::uint64_t below(std::uint64_t bound) { return scale(next(), bound); }

  private:
    static constexpr std::uint64_t rotate(std::uint64_t x, unsigned k) {
        return (x << k) | (x >> (64U - k));
    }

    std::array<std::uint64_t, 4> state_{};
};

/// The seed of run `run` of an exploration that started from `seed`: run 0 uses `seed` itself, run
/// k the k-th output of splitmix64 seeded with it.
constexpr std::uint64_t run_seed(std::uint64_t seed, std::uint64_t run) {
    if (run == 0) return seed;
    std::uint64_t state = seed + (run - 1) * 0x9e3779b97f4a7c15U;
    return splitmix64(state);
}

}  // namespace foliot
