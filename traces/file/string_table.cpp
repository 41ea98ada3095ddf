#include "traces/file/string_table.h"

#include <nlohmann/json.hpp>

#include "sim/hash.h"
#include "sim/rng.h"

namespace foliot {

namespace {

std::string as_utf8(std::string_view text) {
    using nlohmann::json;
    const json value = text;
    return json::parse(value.dump(-1, ' ', false, json::error_handler_t::replace))
        .get<std::string>();
}

bool is_ascii(std::string_view text) {
    std::uint64_t bits = 0;
    for (; text.size() >= 8; text.remove_prefix(8))
        bits |= little_endian_word(text.substr(0, 8));
    return ((bits | little_endian_word(text)) & 0x8080808080808080U) == 0;
}

}  // namespace

StringTable::StringTable() {
    hashes_.reserve(32);  // a short run's
    intern({});
}

StringId StringTable::intern(std::string_view text) {
    const std::uint64_t hash = hash_of(text);
    std::uint64_t key = hash;
    for (;;) {
        const std::uint32_t found = ids_.find(key);
        if (found == detail::IdTable::none) break;
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
