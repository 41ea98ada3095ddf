#pragma once

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "shrink/failing_run.h"

namespace foliot {

/// How long shrinking may take, by the clock on the wall.
struct ShrinkLimits {
    /// For the search. What was found up to then is the result.
    std::chrono::milliseconds time{30'000};
    /// For one run.
    std::chrono::milliseconds run_timeout{20'000};
};

/// What shrinking in other processes came to.
struct ShrunkApart {
    ShrinkResult result;  ///< its trace is in the file alone
    nlohmann::ordered_json choices = nlohmann::ordered_json::array();  ///< where asked for
    std::string digest;
    std::string error;  ///< why the file could not be written
    std::string notes;  ///< see FailingRun
};

/// Shrinks in another process, which may abort, hang or run out of memory: what it has reached by
/// then is not lost. Where a candidate ends the process, another process goes on past it, a few
/// times. Writes the trace of the result to `file`, in place of what is there; empty: to none.
/// `options.stop` ends the search early, as the time does; the result says so.
ShrunkApart shrink_apart(FailingRun& run, const ShrinkOptions& options, const ShrinkLimits& limits,
                         const std::string& file, bool choices = false);

}  // namespace foliot
