#pragma once

#include <cstdint>
#include <string_view>

namespace foliot {

/// 64 bits of a text's content, the same on every platform.
std::uint64_t hash_of(std::string_view text);

/// Up to 8 bytes as a number, the first one lowest.
std::uint64_t little_endian_word(std::string_view chunk);

}  // namespace foliot
