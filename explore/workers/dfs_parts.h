#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "explore/workers/part.h"

namespace foliot {

/// The runs of `dfs`, in parts of which each has the runs below a node. In the order in which one
/// search would make them. They are found by running it, in another process; empty where a run ends
/// that, takes longer than `run_timeout` by the clock on the wall, or `stop` says so.
std::vector<Part> dfs_parts(const Scenario& scenario, const ExploreOptions& options,
                            std::chrono::milliseconds run_timeout,
                            const std::function<bool()>& stop);

}  // namespace foliot
