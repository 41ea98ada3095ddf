#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "coordinator/detail/log_backlog.h"
#include "coordinator/detail/logger.h"
#include "sim/coro.h"
#include "sim/future.h"
#include "sim/latency.h"

namespace foliot {

/// Where log records end up, and what writing one costs. No function: nothing is logged.
struct LogSink {
    std::function<void(const LogRecord&)> write;
    Latency cost{};
    LogLevel least = LogLevel::info;
    std::size_t capacity = 1'000;  ///< records that may wait
};

/// What became of the records.
struct LogCounts {
    std::int64_t made = 0;
    std::int64_t written = 0;
    std::int64_t dropped = 0;  ///< there was no room
    std::size_t waiting = 0;   ///< the one that is being written included
};

/// A bounded queue in front of a sink that a thread of its own serves: however slow the sink is,
/// whoever logs goes on at once.
class LogQueue {
  public:
    /// In a running loop; starts the thread.
    explicit LogQueue(const LogSink& sink);
    LogQueue(const LogQueue&) = delete;
    LogQueue& operator=(const LogQueue&) = delete;
    /// Tells the thread to end; what waits is not written any more.
    ~LogQueue();

    /// Writes into this queue, which it may outlive.
    Logger logger() const;
    /// Suspends until all that was made is written, for at most `longest`, and closes: what is made
    /// later is counted as dropped. Whether all was written.
    Coro<bool> flush(Duration longest);
    LogCounts counts() const;

  private:
    struct Shared;
    static Coro<> serve(std::shared_ptr<Shared> shared);

    std::shared_ptr<Shared> shared_;  // with the thread and the loggers
};

}  // namespace foliot
