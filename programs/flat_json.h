#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foliot {

/// A JSON document as one list of values, each followed by those inside it: for documents that are
/// walked through once, from the beginning to the end.
class FlatJson {
  public:
    enum class Kind : std::uint8_t {
        null,
        boolean,
        integer,
        large,   ///< an integer above the others
        number,  ///< any other
        text,
        array,
        object,
    };

    /// One value of a document that outlives it. Of an object, each value follows its key.
    class Value {
      public:
        Kind kind() const { return kind_; }
        bool is_object() const { return kind_ == Kind::object; }
        bool is_array() const { return kind_ == Kind::array; }
        bool is_text() const { return kind_ == Kind::text; }
        /// How many values, or pairs of a key and a value, there are inside.
        std::uint32_t size() const { return size_; }
        /// Of a boolean, or an integer.
        std::int64_t integer() const { return integer_; }
        std::string_view text() const { return {text_, size_}; }
        /// The first value inside, or the first key. Precondition: there is one.
        const Value& first() const { return this[1]; }
        /// What follows it. Precondition: it is not the last one of its array, or object.
        const Value& next() const { return this[span_]; }
        /// The value of that key; null where there is none.
        const Value* find(std::string_view key) const;
        /// Calls `each(value, index)` for every value of an array.
        template <class Each>
        void for_each(Each each) const {
            const Value* at = this;
            for (std::size_t i = 0; i < size_; ++i) {
                at = i == 0 ? &first() : &at->next();
                each(*at, i);
            }
        }
        /// Calls `each(key, value)` for every value of an object.
        template <class Each>
        void for_each_member(Each each) const {
            const Value* key = this;
            for (std::size_t i = 0; i < size_; ++i) {
                key = i == 0 ? &first() : &key->next().next();
                each(key->text(), key->next());
            }
        }
        /// As nlohmann_json writes it.
        std::string dump() const;

      private:
        friend class FlatJson;
        friend class FlatJsonReader;

        Kind kind_;
        std::uint32_t size_;  // of a text in bytes
        std::uint32_t span_;  // values, with those inside
        union {
            std::int64_t integer_;
            const char* text_;
            const nlohmann::ordered_json* source_;  // of any other; null where there was only text
        };
    };

    /// `document` outlives it, for its texts lie there.
    explicit FlatJson(const nlohmann::ordered_json& document);

    /// Reads a text that holds what programs are made of. Nothing where that is no JSON, or there
    /// is more in it: fractions, integers that do not fit, keys twice; make a document of it then.
    static std::optional<FlatJson> read(std::string_view text);

    const Value& root() const { return values_[0]; }
    /// How many arrays there are in it.
    std::uint32_t arrays() const { return arrays_; }

    /// What lies deeper than this is left out: whoever walks through a document by recursion has to
    /// stop before that.
    static constexpr int deepest = 500;

  private:
    friend class FlatJsonReader;

    FlatJson() = default;
    Value* add(const nlohmann::ordered_json& value, Value* to, int depth);
    Value* add_items(const nlohmann::ordered_json& array, Value* to, int depth);
    Value* add_members(const nlohmann::ordered_json& object, Value* to, int depth);

    std::vector<Value> values_;
    std::unique_ptr<char[]> texts_;  // of a text that was read
    std::uint32_t arrays_ = 0;
};

}  // namespace foliot
