#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace foliot {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

std::string_view name_of(LogLevel level);

/// Where log lines go: nowhere, unless a sink is given. A text may be a function that gives it, so
/// that it is not made where nobody reads it.
class Logger {
  public:
    using Sink = std::function<void(LogLevel, const std::string&)>;

    Logger() = default;
    explicit Logger(Sink sink, LogLevel least = LogLevel::info)
        : sink_(std::move(sink)), least_(least) {}

    template <class Text>
    void write(LogLevel level, Text text) const {
        if (!sink_ || level < least_) return;
        if constexpr (std::invocable<Text&>) {
            sink_(level, text());
        } else {
            sink_(level, std::string(text));
        }
    }
    template <class Text>
    void debug(Text text) const {
        write(LogLevel::debug, std::move(text));
    }
    template <class Text>
    void info(Text text) const {
        write(LogLevel::info, std::move(text));
    }
    template <class Text>
    void warning(Text text) const {
        write(LogLevel::warning, std::move(text));
    }
    template <class Text>
    void error(Text text) const {
        write(LogLevel::error, std::move(text));
    }

  private:
    Sink sink_;
    LogLevel least_ = LogLevel::info;
};

}  // namespace foliot
