#pragma once

#include <string>
#include <string_view>

#include "programs/interpreter.h"
#include "sim/outcome.h"

namespace foliot {

/// How a run is called in a program's own words, where a failed assert is an ordinary end of a
/// task.
std::string_view program_verdict(const Outcome& outcome);

/// What conformance vectors call `expected`, as JSON: verdict, now, log, objects, tasks, vars. The
/// run is over; `now` is the time at its end.
std::string report_text(const Program& program, ProgramRun& run, const Outcome& outcome,
                        VirtualTime now);

/// Runs a program in a loop with these options, and gives the report.
std::string run_program(const Program& program, LoopOptions options);
/// The same from text to text. Raises ProgramError where the text is no program.
std::string run_program_text(std::string_view program, LoopOptions options);

}  // namespace foliot
