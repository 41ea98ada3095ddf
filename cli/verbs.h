#pragma once

#include "cli/command.h"
#include "cli/exit_code.h"

namespace foliot {

// What each verb does; see `foliot VERB --help`. Results go to stdout, all else to stderr.
// UsageError, ProgramError and TraceError are for the caller.

ExitCode list_verb(const Command& command);
ExitCode run_verb(const Command& command);
ExitCode explore_verb(const Command& command);
ExitCode merge_verb(const Command& command);
ExitCode selftest_verb(const Command& command);
ExitCode replay_verb(const Command& command);
ExitCode shrink_verb(const Command& command);
ExitCode conform_verb(const Command& command);
ExitCode check_verb(const Command& command);
ExitCode show_verb(const Command& command);
ExitCode export_verb(const Command& command);

}  // namespace foliot
