#pragma once

#include <cstddef>
#include <cstdint>

#include "coordinator/common.h"
#include "sim/coro.h"

namespace foliot {

/// How the coordinator does at an instant.
struct Metrics {
    std::size_t buffered = 0;
    std::int64_t permits_free = 0;
    std::int64_t processed = 0;
    std::int64_t processed_per_minute = 0;  ///< on average since the start of the run
    std::size_t tasks = 0;                  ///< of the whole loop
};

Coro<Metrics> collect_metrics(Common& common);

/// Logs the metrics, and warns of a full buffer and of a low rate, every monitor period until the
/// shutdown.
Coro<> run_monitor(Common& common);

}  // namespace foliot
