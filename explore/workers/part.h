#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "explore/coverage.h"
#include "explore/explore.h"
#include "explore/failure.h"
#include "explore/warnings.h"

namespace foliot {

/// A share of an exploration that one worker makes: which runs it has depends on the exploration
/// alone, not on who makes it.
struct Part {
    std::uint64_t first_run = 0;
    std::uint64_t runs = 0;    ///< 0: until there are no more
    std::vector<Turn> prefix;  ///< of `dfs`: the choices that its runs begin with
};

/// What a part came to.
struct PartReport {
    std::uint64_t runs = 0;
    std::uint64_t steps = 0;
    std::uint64_t redundant = 0;
    bool complete = false;
    bool interrupted = false;
    bool cut_short = false;              ///< it could not go on after a failing run
    std::vector<FoundFailure> failures;  ///< exhaustive strategies: counted from the part's begin
    std::set<std::string> outcomes;
    Coverage coverage;
    FoundWarnings warnings;

    /// Adds what came after it, of the same exploration.
    void add(const PartReport& later);
};

PartReport report_of(const Exploration& exploration);

nlohmann::ordered_json part_report_to_json(const PartReport& report);
PartReport part_report_from_json(const nlohmann::ordered_json& json);

/// What the parts of an exploration come to together.
struct Explored {
    PartReport sum;  ///< its failures are numbered from the beginning of the exploration
    struct Place {
        std::size_t part;
        std::uint64_t run;  ///< as the part's report has it
    };
    std::vector<Place> places;  ///< of the failures
};

/// Adds up the reports of parts, in their order; those that are not there are another shard's.
/// Without `keep_going` up to the first failing run, as one search would have made them.
Explored add_up(const std::vector<std::optional<PartReport>>& reports, bool keep_going,
                bool exhaustive);

/// The runs of an exploration with seeds, in parts that grow, slowly. `runs` 0: without end.
std::vector<Part> seeded_parts(std::uint64_t runs);

}  // namespace foliot
