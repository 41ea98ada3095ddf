#pragma once

#include <vector>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/subjects.h"

namespace foliot {

/// `explore --audit`: looks for what scenarios share and no footprint shows.
ExitCode audit_subjects(const Command& command, const std::vector<Subject>& subjects);

}  // namespace foliot
