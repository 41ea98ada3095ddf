#pragma once

#include <string>
#include <vector>

#include "explore/environment.h"
#include "explore/scenario.h"
#include "shrink/tell.h"
#include "traces/file/trace.h"

// What FOLIOT_TEST and FOLIOT_PROP share.
namespace foliot::detail {

/// Ends the program where the environment is wrong: a test that ran under other settings than asked
/// for proves nothing.
Environment environment_or_exit();
/// The laws that the environment names. The same where there is no such law.
std::vector<std::string> laws_or_exit(const Environment& environment);
/// The same for a trace that cannot be read.
Trace trace_or_exit(const std::string& file);

/// What the run of the trace was given. Ends the program if the scenario takes no such options.
Inputs inputs_or_exit(const Trace& trace, const Scenario& scenario);

/// How failures of this test are told, stored and shrunk.
TellOptions telling_of(const std::string& test, const Environment& environment);
/// What is said of a replay that failed.
std::string replayed_failure(const std::string& test, const Trace& trace, const std::string& file,
                             const Outcome& outcome);
/// How a crash report says to make the run again; the seed follows.
std::string crash_command(const std::string& test);
/// Says it on stderr and to GoogleTest.
void report_failure(const std::string& text, const char* file, int line);

}  // namespace foliot::detail
