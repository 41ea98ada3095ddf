#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sim/clock.h"

namespace foliot {

/// What a run of the coordinator did: each update that was received ends as processed, skipped or
/// dropped.
struct CoordinatorStatistics {
    std::int64_t received = 0;
    std::int64_t processed = 0;  ///< indicators were computed, or failed
    std::int64_t failed = 0;     ///< those of the processed whose indicators failed
    std::int64_t skipped = 0;    ///< nobody was subscribed to their symbol
    std::int64_t dropped = 0;    ///< trimmed, or given up on: cancelled, or too late at shutdown
    std::map<std::string, std::int64_t> by_processor;  ///< successes, by name; restart every hour

    std::int64_t polls = 0;           ///< answers of the quote source
    std::int64_t polls_failed = 0;    ///< errors instead of answers
    std::int64_t disconnects = 0;     ///< of the feed
    std::int64_t restarts = 0;        ///< of by_processor
    std::size_t processors_most = 0;  ///< that the load asked for
    std::int64_t interrupts = 0;

    std::optional<VirtualTime> started;  ///< when all components were ready
    std::optional<VirtualTime> shutdown_requested;
    std::int64_t received_at_shutdown = 0;  ///< how many had been received when it was requested
    std::optional<VirtualTime> shutdown_returned;
    std::optional<VirtualTime> pipeline_ended;
    std::size_t jobs_left = 0;         ///< in the pool when the shutdown returned
    std::int64_t permits_missing = 0;  ///< not given back when the shutdown returned
    Duration longest_neglect{};  ///< how long updates lay in the buffer while a processor waited

    /// Received, but neither processed nor skipped nor dropped.
    std::int64_t lost() const { return received - processed - skipped - dropped; }
};

}  // namespace foliot
