#pragma once

#include "explore/explore.h"
#include "shrink/shrink.h"

namespace foliot {

/// Puts the simplest run that fails in the same way in place of a recorded failure: its trace and
/// outcome, and in words what is left. The seed stays. Changes no file. A failure that does not
/// happen again is marked as not deterministic, and keeps its trace.
void shrink_failure(const Scenario& scenario, const ShrinkOptions& options, FoundFailure& failure);

}  // namespace foliot
