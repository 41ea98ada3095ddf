#pragma once

#include <cstddef>

#include "sim/loop_settings.h"

namespace foliot {

class Strategy;

/// What a loop is made with: the settings of the run, and what its scenario needs.
struct LoopOptions : LoopSettings {
    Strategy* strategy = nullptr;  ///< null: fifo. Must outlive the run
    bool allow_left_over = false;  ///< tasks may outlive the root
    bool unhandled_errors = true;  ///< an exception that no task awaits fails the run
    std::size_t pool_workers = 4;  ///< threads of the default pool
};

}  // namespace foliot
