#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace foliot {

/// Where in a JSON document something stands: a JSON pointer, spelled out only when it is needed.
class JsonPlace {
  public:
    explicit JsonPlace(std::string_view pointer) : pointer_(pointer) {}
    JsonPlace(std::string_view pointer, std::size_t index)
        : pointer_(pointer), index_(index), indexed_(true) {}

    std::string text(std::string_view key = {}) const;

  private:
    std::string_view pointer_;
    std::size_t index_ = 0;
    bool indexed_ = false;
};

/// The members of one JSON object, read strictly: each accessor raises TraceError where the member
/// is missing or of the wrong type, finish() where there are others.
class JsonFields {
  public:
    using Json = nlohmann::ordered_json;

    /// All three outlive this.
    JsonFields(const Json& object, const JsonPlace& place, std::string_view file);

    /// The member; null where there is none.
    const Json* find(const char* key);
    const Json& at(const char* key);

    const std::string& text(const char* key);
    /// Empty where there is none.
    const std::string& text_or_none(const char* key);
    bool flag_or_false(const char* key);
    std::int64_t integer(const char* key);
    std::int64_t integer_or(const char* key, std::int64_t fallback);
    /// A number from 0 to `most`.
    std::uint64_t count(const char* key,
                        std::uint64_t most = std::numeric_limits<std::uint64_t>::max());
    /// The same; `fallback` where there is none, or null.
    std::uint64_t count_or(const char* key, std::uint64_t fallback);

    /// Refuses members that nobody asked for.
    void finish() const;
    /// Raises TraceError for a member of this object, or for the object itself.
    [[noreturn]] void refuse(const char* key, const std::string& why) const;

  private:
    std::uint64_t count_of(const char* key, const Json& value, std::uint64_t most) const;

    const Json& object_;
    const JsonPlace& place_;
    std::string_view file_;
    std::array<std::string_view, 32> asked_{};
    std::size_t asked_size_ = 0;
};

/// Raises TraceError for a place of `file`, with the words on what to do.
[[noreturn]] void refuse_trace(std::string_view file, const std::string& place,
                               const std::string& why);

}  // namespace foliot
