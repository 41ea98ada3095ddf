#pragma once

#include <rapidcheck.h>

#include "sim/clock.h"

namespace foliot {

/// Whole milliseconds, from 0 to 5.
inline rc::Gen<Duration> some_time() {
    constexpr int longest = 5;
    return rc::gen::map(rc::gen::inRange(0, longest + 1),
                        [](int count) { return Duration(std::chrono::milliseconds(count)); });
}

}  // namespace foliot
