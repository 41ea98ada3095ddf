#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/clock.h"

namespace foliot {

/// The name of a file that a scenario reads, as the type of an option: traces keep its hash, and a
/// replay refuses a file that has changed.
struct InputFile {
    std::string path;
};

/// Reads a value of type T from the words of a command line. Specialise it for types of your own:
/// `kind` is what help texts call it, `read` raises ValueError for what is no T.
template <class T>
struct OptionValue;

template <>
struct OptionValue<std::string> {
    static constexpr const char* kind = "TEXT";
    static std::string read(std::string_view word) { return std::string(word); }
};
template <>
struct OptionValue<InputFile> {
    static constexpr const char* kind = "FILE";
    static InputFile read(std::string_view word) { return {std::string(word)}; }
};
template <>
struct OptionValue<std::int64_t> {
    static constexpr const char* kind = "N";
    static std::int64_t read(std::string_view word);
};
template <>
struct OptionValue<std::uint64_t> {
    static constexpr const char* kind = "N";
    static std::uint64_t read(std::string_view word);
};
template <>
struct OptionValue<int> {
    static constexpr const char* kind = "N";
    static int read(std::string_view word);
};
/// A whole number and a unit: 500us, 50ms, 2s.
template <>
struct OptionValue<Duration> {
    static constexpr const char* kind = "T";
    static Duration read(std::string_view word);
};

/// An option of a scenario. Made by option().
struct Option {
    enum class Takes : std::uint8_t { nothing, a_value, perhaps_a_value };

    std::string name;  ///< "--n"
    std::string help;
    Takes takes = Takes::nothing;
    std::string kind;           ///< of the value: "N"
    bool repeatable = false;    ///< may be given several times
    bool names_a_file = false;  ///< see InputFile
    /// Raises ValueError for what is no value of the option, before anything runs; may be null.
    void (*check)(const std::string& word) = nullptr;

    /// The same option, which may be given several times.
    Option repeated() && {
        repeatable = true;
        return std::move(*this);
    }
    /// The same option, whose values `look` checks before anything runs, in place of their type.
    Option checked(void (*look)(const std::string& word)) && {
        check = look;
        return std::move(*this);
    }
};

namespace detail {

template <class T>
struct OptionType {
    using type = T;
    static constexpr Option::Takes takes = Option::Takes::a_value;
};
template <class T>
struct OptionType<std::optional<T>> {
    using type = T;
    static constexpr Option::Takes takes = Option::Takes::perhaps_a_value;
};

template <class T>
void check_value(const std::string& word) {
    static_cast<void>(OptionValue<T>::read(word));
}

}  // namespace detail

/// An option of a scenario: `option<int>("--n", "how many")` takes a value,
/// `option<std::optional<int>>("--n", "..")` one that may be left out, `option<>("--fast", "..")`
/// none: it is a flag. `.repeated()` lets it be given several times. Names begin with "--".
template <class T = void>
Option option(std::string name, std::string help) {
    Option made;
    made.name = std::move(name);
    made.help = std::move(help);
    if constexpr (!std::is_void_v<T>) {
        using Value = typename detail::OptionType<T>::type;
        made.takes = detail::OptionType<T>::takes;
        made.kind = OptionValue<Value>::kind;
        made.names_a_file = std::is_same_v<Value, InputFile>;
        made.check = detail::check_value<Value>;
    }
    return made;
}

using Options = std::vector<Option>;
/// The one of this name; null if there is none.
const Option* find_option(const Options& options, std::string_view name);

/// An option that was given.
struct GivenOption {
    std::string name;
    std::optional<std::string> value;  ///< none for flags, and if it was left out

    bool operator==(const GivenOption&) const = default;
};

/// What a run was given, in the order of the command line.
class GivenOptions {
  public:
    GivenOptions() = default;
    GivenOptions(std::vector<GivenOption> given) : given_(std::move(given)) {}

    bool empty() const { return given_.empty(); }
    const std::vector<GivenOption>& list() const { return given_; }
    void add(std::string name, std::optional<std::string> value) {
        given_.push_back({std::move(name), std::move(value)});
    }

    /// Whether the option was given, with a value or without.
    bool has(std::string_view name) const;
    /// Its value, the last one if there are several; none if it was not given, or without a value.
    /// Raises ValueError if that is no T.
    template <class T>
    std::optional<T> get(std::string_view name) const {
        std::optional<T> found;
        for (const GivenOption& each : given_) {
            if (each.name == name && each.value) found = OptionValue<T>::read(*each.value);
        }
        return found;
    }
    /// The same, or `otherwise`.
    template <class T>
    T get_or(std::string_view name, T otherwise) const {
        std::optional<T> found = get<T>(name);
        return found ? std::move(*found) : std::move(otherwise);
    }
    /// All its values, in order.
    template <class T>
    std::vector<T> all(std::string_view name) const {
        std::vector<T> values;
        for (const GivenOption& each : given_) {
            if (each.name == name && each.value)
                values.push_back(OptionValue<T>::read(*each.value));
        }
        return values;
    }

    bool operator==(const GivenOptions&) const = default;

  private:
    std::vector<GivenOption> given_;
};

/// Raises ValueError, naming the option, if `given` is nothing that a scenario with these options
/// takes: an unknown name, a value that is missing, wrong or too much, a repetition.
void check_options(const Options& options, const GivenOptions& given);

}  // namespace foliot
