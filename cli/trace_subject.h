#pragma once

#include <memory>
#include <string>

#include "explore/scenario.h"
#include "programs/program_scenario.h"
#include "traces/file/trace.h"

namespace foliot {

/// The scenario of a trace: the program it holds, or one of this binary's.
struct TraceSubject {
    std::unique_ptr<ProgramScenario> owned;
    const Scenario* scenario = nullptr;
};

/// Raises UsageError where this binary lacks the scenario of the trace that stands in `file`, and
/// says how to `verb` it elsewhere.
TraceSubject subject_of(const Trace& trace, const std::string& file, const std::string& verb);

}  // namespace foliot
