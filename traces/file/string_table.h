#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "sim/detail/id_table.h"

namespace foliot {

/// A string of a StringTable; equal ids mean equal strings.
enum class StringId : std::uint32_t {};

/// The empty string, in every table.
inline constexpr StringId no_string{0};

/// Keeps each string once. A trace refers to its strings by number, for the same few names recur in
/// a million events.
class StringTable {
  public:
    StringTable();

    /// The id of `text`, which is added where it is new. What is not UTF-8 is replaced, since JSON
    /// could not hold it.
    StringId intern(std::string_view text);

    /// The string; valid as long as the table.
    const std::string& operator[](StringId id) const {
        return strings_[static_cast<std::size_t>(id)];
    }
    /// hash_of the string.
    std::uint64_t hash(StringId id) const { return hashes_[static_cast<std::size_t>(id)]; }
    std::size_t size() const { return strings_.size(); }

  private:
    std::deque<std::string> strings_;
    std::vector<std::uint64_t> hashes_;
    detail::IdTable ids_;  // by content hash
};

}  // namespace foliot
