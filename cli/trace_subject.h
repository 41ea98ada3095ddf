#pragma once

#include <memory>
#include <string>

#include "explore/scenario.h"
#include "explore/watched.h"
#include "programs/program_scenario.h"
#include "traces/file/trace.h"

namespace foliot {

/// The scenario of a trace: the program it holds, or one of this binary's.
struct TraceSubject {
    std::unique_ptr<ProgramScenario> owned;
    std::unique_ptr<Watched> watched;  ///< the scenario with the laws that watched its run
    const Scenario* scenario = nullptr;
};

/// Raises UsageError where this binary lacks the scenario of the trace that stands in `file`, and
/// says how to `verb` it elsewhere.
TraceSubject subject_of(const Trace& trace, const std::string& file, const std::string& verb);

/// What the run of the trace in `file` was given. Raises InputError if a file that it read has
/// changed, UsageError if the scenario does not take its options.
Inputs inputs_of(const Trace& trace, const std::string& file, const Scenario& scenario);

}  // namespace foliot
