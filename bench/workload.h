#pragma once

#include <cstdint>

#include "sim/loop.h"

namespace foliot::bench {

/// The execution that everything is measured on, "5x10": a new world in which 5 tasks take one lock
/// 10 times each and their parent waits for them; run to its end and torn down.
enum class Points : std::uint8_t {
    none,    ///< tasks switch only where the lock is taken
    around,  ///< and before each acquire and release
};

/// Runs it in Foliot, under `strategy`, heard by `observer`; null: fifo, nobody.
Outcome run_execution(std::uint64_t seed, Points points, Strategy* strategy = nullptr,
                      Observer* observer = nullptr);
/// The same with what the limit has.
void run_limit_execution(std::uint64_t seed, Points points, bool random);

}  // namespace foliot::bench
