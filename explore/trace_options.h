#pragma once

#include "explore/scenario.h"
#include "traces/file/trace.h"

namespace foliot {

/// Keeps in the trace what its run was given; of files, their hashes too. Raises InputError if one
/// cannot be read.
void keep_options(Trace& trace, const Scenario& scenario, const GivenOptions& options);

/// What the run of the trace was given. A trace from before options were kept names files alone:
/// they go to the first option of the scenario that takes files. Raises InputError if a file is not
/// the one that the run read, ValueError if the scenario takes no such options.
Inputs inputs_of(const Trace& trace, const Scenario& scenario);

}  // namespace foliot
