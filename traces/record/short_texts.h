#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "traces/file/string_table.h"

namespace foliot {

/// Ids of the short texts that recur in every step, such as verbs: found again without a hash of
/// the text. One text may take the place of another, which is then looked up in the table.
class ShortTexts {
  public:
    /// The id of `text` in `strings`, the same table each time.
    StringId intern(std::string_view text, StringTable& strings) {
        if (text.empty()) return no_string;
        if (text.size() > longest) return strings.intern(text);
        const Words words = words_of(text);
        Entry& entry = entries_[place_of(words)];
        if (entry.words != words) entry = {words, strings.intern(text)};
        return entry.id;
    }

  private:
    static constexpr std::size_t longest = 16;

    /// What a text of at most 16 bytes is, whole: the two words overlap.
    struct Words {
        std::uint64_t head;
        std::uint64_t tail;
        std::uint32_t size;

        bool operator==(const Words&) const = default;
    };
    struct Entry {
        Words words;  // of size 0 where nothing is kept
        StringId id;
    };

    template <class Word>
    static std::uint64_t load(const char* from) {
        Word word;
        std::memcpy(&word, from, sizeof word);
        return word;
    }

    static Words words_of(std::string_view text) {
        const char* const begin = text.data();
        const auto size = static_cast<std::uint32_t>(text.size());
        if (size >= 8) {
            return {load<std::uint64_t>(begin), load<std::uint64_t>(begin + size - 8), size};
        }
        if (size >= 4) {
            return {load<std::uint32_t>(begin), load<std::uint32_t>(begin + size - 4), size};
        }
        return {load<std::uint8_t>(begin) << 8U | load<std::uint8_t>(begin + size / 2),
                load<std::uint8_t>(begin + size - 1), size};
    }

    static std::size_t place_of(const Words& words) {
        return (words.head + words.tail) * 0x9e3779b97f4a7c15U >> 58U;
    }

    std::array<Entry, 64> entries_{};
};

}  // namespace foliot
