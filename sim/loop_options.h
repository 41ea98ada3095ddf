#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "sim/clock.h"

namespace foliot {

class Strategy;

struct LoopOptions {
    std::uint64_t seed = 0;
    Strategy* strategy = nullptr;  ///< null: fifo. Must outlive the run
    std::uint64_t step_limit = 10'000'000;
    VirtualTime time_limit = VirtualTime::max();
    bool racing_clock = false;     ///< time may move although something is ready
    bool allow_left_over = false;  ///< tasks may outlive the root
    bool unhandled_errors = true;  ///< an exception that no task awaits fails the run
    std::size_t pool_workers = 4;  ///< threads of the default pool
    bool debug = false;            ///< asyncio's debug mode, see Loop::set_debug
    /// A step that takes as long is slow, as debug mode sees it.
    Duration slow_callback_duration = std::chrono::milliseconds(100);
};

}  // namespace foliot
