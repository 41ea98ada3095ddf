#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "sim/outcome.h"
#include "traces/file/trace.h"

namespace foliot {

/// Choices as (how many options there were, the one taken).
using ChoiceList = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// A run that failed: what happened. Other processes understand it too.
struct FoundFailure {
    std::uint64_t run = 0;
    std::uint64_t seed = 0;
    std::string member;       ///< of a portfolio: who made the choices
    RecordedOutcome outcome;  ///< of the run as it was found
    ChoiceList choices;  ///< of the run as it was made again; empty where it never came to that
    bool deterministic = true;  ///< made again, it failed in the same way
    /// How the run took its process with it, at once or when it was made again; else empty.
    std::string end;

    /// It took its process with it at once: there is nothing to record.
    bool lost() const {
        return outcome.verdict == Verdict::crash || outcome.verdict == Verdict::hang;
    }
};

FoundFailure found_failure(std::uint64_t run, std::uint64_t seed, const Outcome& outcome);

/// Whether two runs failed in the same way at the same time. Messages are not compared: who holds
/// what, only a recorded run knows.
bool same_failure(const RecordedOutcome& a, const RecordedOutcome& b);

nlohmann::ordered_json failure_to_json(const FoundFailure& failure);
FoundFailure failure_from_json(const nlohmann::ordered_json& json);
/// Without the graph of who waits for whom.
nlohmann::ordered_json outcome_to_json(const RecordedOutcome& outcome);
RecordedOutcome outcome_from_json(const nlohmann::ordered_json& json);

/// The choices of a trace, as ListedChoices makes them.
ChoiceList choices_of(const Trace& trace);

/// `folder/name-seed.json`, with characters that file names do not take replaced.
std::string trace_path(const std::string& folder, const std::string& name, std::uint64_t seed);

}  // namespace foliot
