#include "explore/environment.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "sim/error.h"
#include "strategies/registry.h"

namespace foliot {

namespace {

constexpr std::string_view prefix = "FOLIOT_";

void read_runs(Environment& to, const std::string& value) {
    to.runs = parse_number(value, "FOLIOT_RUNS");
    if (*to.runs == 0) throw UsageError("FOLIOT_RUNS: 0 runs test nothing; give 1 or more");
}

void read_strategy(Environment& to, const std::string& value) {
    try {
        static_cast<void>(make_strategy(value));
    } catch (const ValueError& error) {
        throw UsageError(std::string("FOLIOT_STRATEGY: ") + error.what());
    }
    to.strategy = value;
}

void read_debug(Environment& to, const std::string& value) {
    if (value != "0" && value != "1") {
        throw UsageError("FOLIOT_DEBUG: \"" + value + "\" is neither 0 nor 1");
    }
    to.debug = value == "1";
}

struct Row {
    std::string_view name;
    void (*read)(Environment& to, const std::string& value);
};

constexpr std::array rows{
    Row{"FOLIOT_SEED",
        [](Environment& to, const std::string& value) {
            to.seed = parse_number(value, "FOLIOT_SEED");
        }},
    Row{"FOLIOT_RUNS", read_runs},
    Row{"FOLIOT_STRATEGY", read_strategy},
    Row{"FOLIOT_TRACE_DIR",
        [](Environment& to, const std::string& value) { to.trace_folder = value; }},
    Row{"FOLIOT_REPLAY", [](Environment& to, const std::string& value) { to.replay = value; }},
    Row{"FOLIOT_SHRINK",
        [](Environment& to, const std::string& value) {
            to.shrink = parse_number(value, "FOLIOT_SHRINK");
        }},
    Row{"FOLIOT_SHRINK_TIME",
        [](Environment& to, const std::string& value) {
            to.shrink_time = parse_time(value, "FOLIOT_SHRINK_TIME");
        }},
    Row{"FOLIOT_LAWS", [](Environment& to, const std::string& value) { to.laws = value; }},
    Row{"FOLIOT_DEBUG", read_debug},
};

void read(Environment& to, const std::string& name, const std::string& value) {
    const auto* const row = std::find_if(rows.begin(), rows.end(),
                                         [&name](const Row& each) { return each.name == name; });
    if (row != rows.end()) return row->read(to, value);
    std::string text = "unknown variable " + name + "; there are:";
    for (const std::string_view each : environment_variables())
        text += " " + std::string(each);
    throw UsageError(text);
}

}  // namespace

Environment read_environment() {
    Environment environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!text.starts_with(prefix)) continue;
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) continue;
        read(environment, std::string(text.substr(0, equals)),
             std::string(text.substr(equals + 1)));
    }
    return environment;
}

std::vector<std::string_view> environment_variables() {
    std::vector<std::string_view> names;
    for (const Row& row : rows)
        names.push_back(row.name);
    return names;
}

std::uint64_t parse_number(std::string_view text, const std::string& what) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
        throw UsageError(what + ": \"" + std::string(text) +
                         "\" is no number from 0 to 18446744073709551615");
    }
    return number;
}

std::chrono::milliseconds parse_time(std::string_view text, const std::string& what) {
    constexpr std::array<std::pair<std::string_view, std::uint64_t>, 5> units{
        {{"ms", 1}, {"s", 1'000}, {"", 1'000}, {"m", 60'000}, {"h", 3'600'000}}};
    constexpr std::uint64_t longest = std::uint64_t{3'600'000} * 24 * 365;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    for (const auto& [name, factor] : units) {
        const bool fits = error == std::errc() && number > 0 && number <= longest / factor;
        if (unit == name && fits) {
            return std::chrono::milliseconds(static_cast<std::int64_t>(number * factor));
        }
    }
    throw UsageError(what +
                     ": give a whole number above 0 and a unit, a year at most: 90s, 5m, 1h");
}

}  // namespace foliot
