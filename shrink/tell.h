#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shrink/failing_run.h"
#include "shrink/finding.h"
#include "shrink/shrink_apart.h"

namespace foliot {

struct TellOptions {
    std::string name;      ///< of the scenario
    std::string strategy;  ///< who made the choices
    /// Where traces are stored; empty: nowhere.
    std::string trace_folder = "foliot-traces";
    /// Files are named after the run's digest too, for its seed tells it from no other.
    bool digest_in_name = false;
    bool entries = false;     ///< Finding::entry() is wanted: choices may be very many
    ShrinkOptions shrinking;  ///< no more than Trials::recordings replays: none
    ShrinkLimits limits;
    /// The command that replays this trace.
    std::function<std::string(const std::string& file)> replay;
    /// The command that makes a run again that has no trace.
    std::function<std::string(const FoundFailure&)> again;
};

using RunOfFailure = std::function<std::shared_ptr<FailingRun>(const FoundFailure&)>;

/// The one path from failures to what is told of them. In this order:
/// - each is made again, in another process, which may die of it, and its trace is stored
/// - then one after the other is shrunk, likewise, which a line on stderr says before, and its
///   trace replaced
/// A failure is never lost on the way: what happened to it there is told with it.
std::vector<Finding> tell(const std::vector<FoundFailure>& failures, const RunOfFailure& run,
                          const TellOptions& options);

/// The same for one.
Finding tell(const FoundFailure& failure, FailingRun& run, const TellOptions& options);

}  // namespace foliot
