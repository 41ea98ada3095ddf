#pragma once

#include <string>

#include "properties/explore.h"

namespace foliot {

/// A span of virtual time for people, exact: "0s", "1ms", "65.003s", "1.5us".
std::string time_text(std::int64_t nanoseconds);

/// The block that a person sees for a failure: what failed under which seed and where, then the
/// trace and the command that replays it.
std::string failure_text(const std::string& name, const std::string& strategy,
                         const FoundFailure& failure, const std::string& replay_command);

}  // namespace foliot
