#include "explore/option.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "sim/error.h"

namespace foliot {

namespace {

template <class Number>
Number whole_number(std::string_view word) {
    Number value{};
    const char* const last = word.data() + word.size();
    const auto [end, error] = std::from_chars(word.data(), last, value);
    if (error != std::errc() || end != last) {
        throw ValueError("\"" + std::string(word) + "\" is no whole number from " +
                         std::to_string(std::numeric_limits<Number>::min()) + " to " +
                         std::to_string(std::numeric_limits<Number>::max()));
    }
    return value;
}

struct Unit {
    std::string_view name;
    std::int64_t nanoseconds;
};

constexpr Unit units[] = {{"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}};

void check_option(const Option& option, const GivenOption& given) {
    if (!given.value) {
        if (option.takes == Option::Takes::a_value) {
            throw ValueError(option.name + ": needs a value (" + option.kind + ")");
        }
        return;
    }
    if (option.takes == Option::Takes::nothing) throw ValueError(option.name + ": takes no value");
    if (option.check == nullptr) return;
    try {
        option.check(*given.value);
    } catch (const ValueError& error) {
        throw ValueError(option.name + ": " + error.what());
    }
}

}  // namespace

std::int64_t OptionValue<std::int64_t>::read(std::string_view word) {
    return whole_number<std::int64_t>(word);
}

std::uint64_t OptionValue<std::uint64_t>::read(std::string_view word) {
    return whole_number<std::uint64_t>(word);
}

int OptionValue<int>::read(std::string_view word) {
    return whole_number<int>(word);
}

Duration OptionValue<Duration>::read(std::string_view word) {
    for (const Unit& unit : units) {
        if (!word.ends_with(unit.name)) continue;
        const std::string_view number = word.substr(0, word.size() - unit.name.size());
        std::int64_t value = 0;
        const char* const last = number.data() + number.size();
        const auto [end, error] = std::from_chars(number.data(), last, value);
        const std::int64_t most = std::numeric_limits<std::int64_t>::max() / unit.nanoseconds;
        if (error != std::errc() || end != last || value < 0 || value > most) continue;
        return Duration(value * unit.nanoseconds);
    }
    throw ValueError("\"" + std::string(word) +
                     "\" is no duration: give a whole number and a unit, as 500us, 50ms or 2s");
}

bool GivenOptions::has(std::string_view name) const {
    return std::any_of(given_.begin(), given_.end(),
                       [name](const GivenOption& each) { return each.name == name; });
}

const Option* find_option(const Options& options, std::string_view name) {
    const auto at = std::find_if(options.begin(), options.end(),
                                 [name](const Option& each) { return each.name == name; });
    return at == options.end() ? nullptr : &*at;
}

void check_options(const Options& options, const GivenOptions& given) {
    for (auto each = given.list().begin(); each != given.list().end(); ++each) {
        const auto same = [each](const auto& other) { return other.name == each->name; };
        const Option* const option = find_option(options, each->name);
        if (option == nullptr) throw ValueError(each->name + ": there is no such option");
        if (!option->repeatable && std::find_if(given.list().begin(), each, same) != each) {
            throw ValueError(each->name + ": may be given once only");
        }
        check_option(*option, *each);
    }
}

}  // namespace foliot
