#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "explore/failure.h"

namespace foliot {

/// A failing run, as it is told.
struct Finding {
    std::string name;         ///< of the scenario
    std::string strategy;     ///< and who of a portfolio made the choices
    FoundFailure failure;     ///< as it was found; of a recorded one, with the outcome told in full
    std::string trace_file;   ///< empty where there is none
    std::string trace_error;  ///< why there is none, where there should be one
    std::string shrunk;       ///< what shrinking made of it, see ShrinkResult::text(); or empty
    std::string repeated;     ///< of a run that is not deterministic: what came of it the next time
    std::string notes;        ///< further lines of the block
    std::string replay;       ///< the command that replays the trace
    std::string again;        ///< the command that makes the run again, where there is no trace
    /// As the trace has them; left out where nobody asks for entry().
    nlohmann::ordered_json choices = nlohmann::ordered_json::array();

    bool deterministic() const { return failure.deterministic; }
    /// The block that a person sees: what failed under which seed and where, then the trace and the
    /// command that replays it.
    std::string text() const;
    /// The entry in `failures` of `explore --json`.
    nlohmann::ordered_json entry() const;

    nlohmann::ordered_json to_json() const;
    static Finding from_json(const nlohmann::ordered_json& json);
};

/// "check failed: balance == 20", "deadlock: a waits for Lock L".
std::string headline(const RecordedOutcome& outcome);

}  // namespace foliot
