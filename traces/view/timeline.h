#pragma once

#include <cstddef>
#include <string>

#include "traces/file/trace.h"

namespace foliot {

struct TimelineOptions {
    bool colour = false;   ///< escape sequences for a terminal
    std::size_t last = 0;  ///< only this many events, from their step on; 0: all
};

/// A trace as a text to read: what was run and how it ended; step by step who ran, why, and what it
/// did, with choices other than fifo's marked by "!"; and who waits for whom where the run is
/// stuck.
std::string timeline(const Trace& trace, const TimelineOptions& options = {});

}  // namespace foliot
