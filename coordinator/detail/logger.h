#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>

#include "coordinator/detail/log_record.h"

namespace foliot {

/// Makes log records of one component and gives them to a sink; makes none where there is no sink,
/// or below the least level. A message may be a function that gives it, so that it is not made
/// where nobody reads it. A sink must not block: see LogQueue.
class Logger {
  public:
    using Sink = std::function<void(LogRecord)>;
    using Fields = std::initializer_list<LogField>;

    Logger() = default;
    explicit Logger(Sink sink, LogLevel least = LogLevel::info)
        : sink_(std::move(sink)), least_(least) {}

    /// The same for another component.
    Logger of(std::string component) const;

    template <class Message>
    void write(LogLevel level, Message message, Fields fields = {}) const {
        if (!sink_ || level < least_) return;
        if constexpr (std::invocable<Message&>) {
            give(level, message(), fields);
        } else {
            give(level, std::string(message), fields);
        }
    }
    template <class Message>
    void debug(Message message, Fields fields = {}) const {
        write(LogLevel::debug, std::move(message), fields);
    }
    template <class Message>
    void info(Message message, Fields fields = {}) const {
        write(LogLevel::info, std::move(message), fields);
    }
    template <class Message>
    void warning(Message message, Fields fields = {}) const {
        write(LogLevel::warning, std::move(message), fields);
    }
    template <class Message>
    void error(Message message, Fields fields = {}) const {
        write(LogLevel::error, std::move(message), fields);
    }

  private:
    void give(LogLevel level, std::string message, Fields fields) const;

    Sink sink_;
    LogLevel least_ = LogLevel::info;
    std::string component_;
};

}  // namespace foliot
