#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace foliot::detail {

/// The names of an enumeration whose values count from 0 up to `last`, in their order. A table that
/// lacks a name, or has one too many, does not compile.
template <auto last>
class EnumNames {
  public:
    using Enum = decltype(last);
    static constexpr std::size_t size = static_cast<std::size_t>(last) + 1;

    template <class... Names>
    requires(sizeof...(Names) == size) explicit constexpr EnumNames(Names... names)
        : names_{names...} {}

    constexpr std::string_view operator[](Enum value) const {
        return names_.at(static_cast<std::size_t>(value));
    }
    /// The value of this name; none if no value is called so.
    constexpr std::optional<Enum> find(std::string_view name) const {
        for (std::size_t i = 0; i < size; ++i) {
            if (names_[i] == name) return static_cast<Enum>(i);
        }
        return std::nullopt;
    }

  private:
    std::array<std::string_view, size> names_;
};

}  // namespace foliot::detail
