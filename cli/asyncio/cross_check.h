#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/asyncio/judge.h"
#include "explore/choice_list.h"

namespace foliot {

/// What came of a program.
struct CrossChecked {
    std::string difference;         ///< the first one; empty where Foliot and the judge agree
    nlohmann::ordered_json vector;  ///< {"name", "program", "choices", "expected"}
};

/// Runs programs here and at the judge's, and compares.
class CrossCheck {
  public:
    using Json = nlohmann::ordered_json;

    explicit CrossCheck(Judge& judge) : judge_(&judge) {}

    /// In asyncio's own order and, where that agrees, in a random one drawn from `seed`.
    CrossChecked check(const Json& program, std::uint64_t seed);

    std::uint64_t runs() const { return runs_; }
    /// The time that Foliot's share took: the text parsed, a loop, the log, the report as text.
    std::uint64_t nanoseconds() const { return nanoseconds_; }

  private:
    CrossChecked under(const Json& program, Wandering* strategy, std::uint64_t seed);

    Judge* judge_;  // outlives this
    std::uint64_t runs_ = 0;
    std::uint64_t nanoseconds_ = 0;
};

}  // namespace foliot
