#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/verdict.h"

namespace foliot {

/// One line for people: "step 17, t=120ms: Executing main took 0.120 seconds (bank.cpp:12)".
std::string warning_text(const Warning& warning);
/// What one run warned of: a line each, each beginning with "warning: "; empty where there is
/// nothing to say.
std::string warnings_text(const Outcome& outcome);

/// A warning that runs have given, by its message.
struct FoundWarning {
    Warning first;
    std::uint64_t seed;   ///< of the first run that gave it
    std::uint64_t count;  ///< how often it was given, in all runs
};

/// What many runs warned of: each distinct message once, in the order of their first occurrence.
class FoundWarnings {
  public:
    /// How many distinct messages are kept.
    static constexpr std::size_t most = 100;

    void add(const Outcome& outcome, std::uint64_t seed);

    const std::vector<FoundWarning>& list() const { return list_; }
    /// Warnings that are in no entry: their messages came after the first `most`, or their run kept
    /// no more.
    std::uint64_t dropped() const { return dropped_; }
    bool empty() const { return list_.empty(); }

    /// A line each, as warnings_text() has them, with the count and the seed.
    std::string text() const;

  private:
    std::vector<FoundWarning> list_;
    std::uint64_t dropped_ = 0;
};

}  // namespace foliot
