#pragma once

#include <span>
#include <string_view>

#include "cli/command.h"
#include "cli/exit_code.h"

namespace foliot {

struct Verb {
    std::string_view name;
    ExitCode (*run)(const Command& command);
};

/// All verbs but selftest, which brings the zoo with it.
std::span<const Verb> verbs_without_zoo();

/// Reads a command line and does what it says. Returns the exit status; prints what goes wrong.
int run_tool(int argc, const char* const* argv, std::span<const Verb> verbs);

}  // namespace foliot
