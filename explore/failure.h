#pragma once

#include <cstdint>
#include <string>

#include "sim/outcome.h"
#include "traces/file/trace.h"

namespace foliot {

/// A run that failed.
struct FoundFailure {
    std::uint64_t run = 0;
    std::uint64_t seed = 0;
    Outcome outcome;
    Trace trace;                ///< empty where it was not recorded
    std::string member;         ///< of a portfolio: who made the choices
    std::string trace_file;     ///< empty where none was written
    std::string trace_error;    ///< why the trace could not be written
    std::string shrunk;         ///< what shrinking made of it, see ShrinkResult::text; or empty
    bool deterministic = true;  ///< the same run, made again for its trace, failed in the same way
};

/// `folder/name-seed.json`, with characters that file names do not take replaced.
std::string trace_path(const std::string& folder, const std::string& name, std::uint64_t seed);

/// Writes the trace of a recorded failure to this file, and notes in the failure where it is, or
/// why it could not be written.
void keep_trace(FoundFailure& failure, const std::string& file);

/// The block that a person sees for a failure: what failed under which seed and where, then the
/// trace and the command that replays it.
std::string failure_text(const std::string& name, const std::string& strategy,
                         const FoundFailure& failure, const std::string& replay_command);

}  // namespace foliot
