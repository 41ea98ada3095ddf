#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/clock.h"

namespace foliot {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

std::string_view name_of(LogLevel level);

/// A figure of a log record. `name` must be a literal.
struct LogField {
    std::string_view name;
    std::int64_t value;

    bool operator==(const LogField&) const = default;
};

/// What happened, as data: who reads it decides how it looks.
struct LogRecord {
    VirtualTime time{};
    LogLevel level = LogLevel::info;
    std::string component{};
    std::string message{};
    std::vector<LogField> fields{};

    bool operator==(const LogRecord&) const = default;
};

/// "manager: health processed=5 free=10".
std::string text_of(const LogRecord& record);

}  // namespace foliot
