#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "explore/explore.h"
#include "explore/watched.h"
#include "programs/program_scenario.h"

namespace foliot {

/// A scenario that the command line names: one of this binary's, or a program of a file.
struct Subject {
    std::string word;  ///< what named it
    const Scenario* scenario = nullptr;
    std::unique_ptr<ProgramScenario> owned;  ///< the scenario, where it came from a file
    std::unique_ptr<Watched> watched;        ///< the scenario with its laws, if laws watch it
    bool one_of_many = false;                ///< its file holds several programs
};

/// The scenarios that `words` name, in their order; a file of several programs gives one subject
/// each. The command says which program, and which laws watch. Raises UsageError for a name that
/// nothing has.
std::vector<Subject> find_subjects(const Command& command);

/// The settings of one run of the scenario that the command asks for. Raises UsageError for options
/// of the scenario's that are wrong.
RunSettings settings_of(const Command& command, const Scenario& scenario);

}  // namespace foliot
