#pragma once

#include <array>
#include <chrono>

#include "sim/clock.h"
#include "sim/loop.h"

namespace foliot::zoo_programs {

/// Well before a deadline of 5 ms under fifo; otherwise now and then together with it, or after.
inline Duration around_5ms() {
    using namespace std::chrono_literals;
    constexpr std::array<Duration, 5> delays{1ms, 2ms, 3ms, 5ms, 6ms};
    return delays.at(choose(delays.size(), "delay"));
}

}  // namespace foliot::zoo_programs
