#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "explore/explore.h"
#include "explore/workers/part.h"

namespace foliot {

struct WorkerOptions {
    std::uint32_t jobs = 1;
    /// A run that takes longer, by the clock on the wall, is killed and counts as a failure.
    std::chrono::milliseconds run_timeout{20'000};
    /// Called now and then with what all workers have done so far.
    std::function<void(const Progress&)> progress;
    /// Asked now and then; true ends the exploration.
    std::function<bool()> stop;
    /// Told, in a line, what happened to workers and was no failure.
    std::function<void(const std::string&)> warn;
};

/// Makes parts of an exploration in worker processes, which share them out: worker w of n has parts
/// w, w + n, w + 2n ... A run that takes its worker with it, or ends it, becomes a failure, and a
/// new worker goes on. Where nothing shows that the run was to blame, as when somebody killed the
/// worker, it is made again, and is a failure only if it does so again. Gives a report for each
/// part, in their order; nothing for those that a failure before them made needless, or that were
/// not reached when told to stop.
std::vector<std::optional<PartReport>> run_parts(const Scenario& scenario,
                                                 const ExploreOptions& options,
                                                 const std::vector<Part>& parts,
                                                 const WorkerOptions& worker_options);

/// The same in this process, one part after the other.
std::vector<std::optional<PartReport>> run_parts_here(const Scenario& scenario,
                                                      const ExploreOptions& options,
                                                      const std::vector<Part>& parts);

}  // namespace foliot
