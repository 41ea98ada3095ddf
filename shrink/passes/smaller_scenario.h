#pragma once

#include <memory>

#include "explore/scenario.h"
#include "shrink/trials/trials.h"

namespace foliot {

/// The smallest scenario that was found to fail as `scenario` does in the simplest run of `trials`,
/// by a run with no more deviations: simplified step by step, the boldest step first, until none
/// that is left still fails. If fifo's own order does not break the scenario, it breaks none of
/// these. Null if there is none.
std::unique_ptr<Scenario> smaller_scenario(const Scenario& scenario, const Trials& trials,
                                           const Trace& failing, const ShrinkOptions& options,
                                           ShrinkBudget& budget);

}  // namespace foliot
