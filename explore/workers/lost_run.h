#pragma once

#include <chrono>
#include <cstdint>

#include "explore/explore.h"
#include "explore/failure.h"
#include "explore/workers/process_end.h"

namespace foliot {

/// The failure of a run whose process came to this end.
FoundFailure lost_run(std::uint64_t run, std::uint64_t seed, const ProcessEnd& end);

/// Makes a failing run again, in another process, which may die of it: notes its choices in the
/// failure, and whether it went the same way. Kills it after `timeout`, by the clock on the wall.
void learn_choices(FoundFailure& failure, const Again& again, std::chrono::milliseconds timeout);

}  // namespace foliot
