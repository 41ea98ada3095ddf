#include "explore/environment.h"

#include <unistd.h>

#include <charconv>

#include "sim/error.h"
#include "strategies/registry.h"

namespace foliot {

namespace {

constexpr std::string_view prefix = "FOLIOT_";

void read(Environment& to, const std::string& name, const std::string& value) {
    if (name == "FOLIOT_SEED") {
        to.seed = parse_number(value, name);
    } else if (name == "FOLIOT_RUNS") {
        to.runs = parse_number(value, name);
        if (*to.runs == 0) throw UsageError("FOLIOT_RUNS: 0 runs test nothing; give 1 or more");
    } else if (name == "FOLIOT_STRATEGY") {
        try {
            static_cast<void>(make_strategy(value));
        } catch (const ValueError& error) {
            throw UsageError(name + ": " + error.what());
        }
        to.strategy = value;
    } else if (name == "FOLIOT_TRACE_DIR") {
        to.trace_folder = value;
    } else if (name == "FOLIOT_REPLAY") {
        to.replay = value;
    } else if (name == "FOLIOT_SHRINK") {
        to.shrink = parse_number(value, name);
    } else if (name == "FOLIOT_DEBUG") {
        if (value != "0" && value != "1") {
            throw UsageError("FOLIOT_DEBUG: \"" + value + "\" is neither 0 nor 1");
        }
        to.debug = value == "1";
    } else {
        throw UsageError("unknown variable " + name +
                         "; there are: FOLIOT_SEED FOLIOT_RUNS FOLIOT_STRATEGY FOLIOT_TRACE_DIR "
                         "FOLIOT_REPLAY FOLIOT_SHRINK FOLIOT_DEBUG");
    }
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

std::uint64_t parse_number(std::string_view text, const std::string& what) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
        throw UsageError(what + ": \"" + std::string(text) +
                         "\" is no number from 0 to 18446744073709551615");
    }
    return number;
}

}  // namespace foliot
