#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "properties/program_scenario.h"
#include "properties/shrinking/trials.h"

namespace foliot {

/// The smallest program that was found to fail as `program` does in the simplest run of `trials`,
/// by a run with no more deviations: tasks, objects and statements are left out, the boldest
/// simplification first, until none that is left still fails. Where fifo's own order does not break
/// the program, it breaks none of these. Null where there is none.
std::unique_ptr<ProgramScenario> smaller_program(const ProgramScenario& program,
                                                 const Trials& trials, const Trace& failing,
                                                 const ShrinkOptions& options,
                                                 ShrinkBudget& budget);

/// How many statements a program has, the inner ones included.
std::size_t statements_of(const nlohmann::ordered_json& program);

}  // namespace foliot
