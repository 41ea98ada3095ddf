#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "sim/rng.h"

namespace foliot {

/// Up to 8 bytes as a number, the first one lowest.
constexpr std::uint64_t little_endian_word(std::string_view chunk) {
    std::uint64_t word = 0;
    if (!std::is_constant_evaluated() && std::endian::native == std::endian::little &&
        chunk.size() == 8) {
        std::memcpy(&word, chunk.data(), 8);
        return word;
    }
    for (std::size_t i = chunk.size(); i-- > 0;)
        word = word << 8U | static_cast<unsigned char>(chunk[i]);
    return word;
}

/// 64 bits of a text's content, the same on every platform.
constexpr std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size();
    while (!text.empty()) {
        const std::string_view chunk = text.substr(0, 8);
        hash = mix(hash, little_endian_word(chunk));
        text.remove_prefix(chunk.size());
    }
    return hash;
}

}  // namespace foliot
