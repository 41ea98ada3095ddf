#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "coordinator/detail/log_record.h"

namespace foliot {

/// Log records that wait to be written, oldest first, and no more than so many: where one more
/// comes, the oldest of the least important kind that is there goes, be it the new one. Plain data.
class LogBacklog {
  public:
    explicit LogBacklog(std::size_t capacity) : capacity_(capacity) {}

    void push(LogRecord record);
    /// Takes the oldest; nothing where there is none.
    std::optional<LogRecord> pop();

    bool empty() const { return records_.empty(); }
    std::size_t size() const { return records_.size(); }
    /// How many had to go.
    std::int64_t dropped() const { return dropped_; }
    std::int64_t dropped(LogLevel level) const { return by_level_.at(index_of(level)); }

  private:
    static std::size_t index_of(LogLevel level) { return static_cast<std::size_t>(level); }

    std::size_t capacity_;
    std::deque<LogRecord> records_;
    std::int64_t dropped_ = 0;
    std::array<std::int64_t, 4> by_level_{};
};

}  // namespace foliot
