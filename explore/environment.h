#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace foliot {

/// Wrong usage: a word or a value that cannot be meant. The text is one line with the remedy.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// What the environment asks of tests and tool.
struct Environment {
    std::optional<std::uint64_t> seed;        ///< FOLIOT_SEED
    std::optional<std::uint64_t> runs;        ///< FOLIOT_RUNS
    std::optional<std::string> strategy;      ///< FOLIOT_STRATEGY
    std::optional<std::string> trace_folder;  ///< FOLIOT_TRACE_DIR
    std::optional<std::string> replay;        ///< FOLIOT_REPLAY: a trace file
    std::optional<std::uint64_t> shrink;      ///< FOLIOT_SHRINK: replays; 0: no shrinking
    std::optional<std::chrono::milliseconds> shrink_time;  ///< FOLIOT_SHRINK_TIME
    std::optional<std::string> laws;                       ///< FOLIOT_LAWS, see laws_named()
    bool debug = false;                                    ///< FOLIOT_DEBUG: 0 or 1
};

/// Reads the variables that begin with FOLIOT_. Raises UsageError for one that is unknown or whose
/// value cannot be read.
Environment read_environment();

/// The names of all variables that it knows.
std::vector<std::string_view> environment_variables();

/// A 64-bit number in decimal digits and nothing else. Raises UsageError, beginning with `what`.
std::uint64_t parse_number(std::string_view text, const std::string& what);

/// A time by the clock on the wall, a whole number above 0 with its unit: 500ms, 90s, 5m, 1h.
/// Raises UsageError, beginning with `what`.
std::chrono::milliseconds parse_time(std::string_view text, const std::string& what);

}  // namespace foliot
