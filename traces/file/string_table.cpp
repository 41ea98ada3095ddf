#include "traces/file/string_table.h"

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

#include "sim/rng.h"

namespace foliot {

namespace {

std::string as_utf8(std::string_view text) {
    using nlohmann::json;
    const json value = text;
    return json::parse(value.dump(-1, ' ', false, json::error_handler_t::replace))
        .get<std::string>();
}

/// Up to 8 bytes as a number, the first one lowest.
std::uint64_t word_of(std::string_view chunk) {
    std::uint64_t word = 0;
    if (std::endian::native == std::endian::little && chunk.size() == 8) {
        std::memcpy(&word, chunk.data(), 8);
        return word;
    }
    for (std::size_t i = chunk.size(); i-- > 0;)
        word = word << 8U | static_cast<unsigned char>(chunk[i]);
    return word;
}

bool is_ascii(std::string_view text) {
    std::uint64_t bits = 0;
    for (; text.size() >= 8; text.remove_prefix(8))
        bits |= word_of(text.substr(0, 8));
    return ((bits | word_of(text)) & 0x8080808080808080U) == 0;
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size();
    while (!text.empty()) {
        const std::string_view chunk = text.substr(0, 8);
        hash = mix(hash, word_of(chunk));
        text.remove_prefix(chunk.size());
    }
    return hash;
}

StringTable::StringTable() {
    hashes_.reserve(32);  // a short run's
    intern({});
}

StringId StringTable::intern(std::string_view text) {
    const std::uint64_t hash = hash_of(text);
    std::uint64_t key = hash;
    for (;;) {
        const std::uint32_t found = ids_.find(key);
        if (found == IdTable::none) break;
        if (strings_[found] == text) return StringId{found};
        key = mix(key, 1);  // another string of the same hash
    }
    if (!is_ascii(text)) {
        const std::string clean = as_utf8(text);
        if (clean != text) return intern(clean);
    }
    const auto id = static_cast<std::uint32_t>(strings_.size());
    strings_.emplace_back(text);
    hashes_.push_back(hash);
    ids_.insert(key, id);
    return StringId{id};
}

}  // namespace foliot
