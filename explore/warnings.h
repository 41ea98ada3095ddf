#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/outcome.h"

namespace foliot {

/// A warning as reports have it, which other processes understand too.
struct WarningNote {
    WarningKind kind{};
    std::string message;
    std::uint64_t step = 0;    ///< `no_step` before the first
    std::int64_t time_ns = 0;  ///< virtual time
    std::string where;         ///< "file:line"; may be empty
};

WarningNote note_of(const Warning& warning);

/// One line for people: "step 17, t=120ms: Executing main took 0.120 seconds (bank.cpp:12)".
std::string warning_text(const WarningNote& warning);
inline std::string warning_text(const Warning& warning) {
    return warning_text(note_of(warning));
}
/// What one run warned of: a line each, each beginning with "warning: "; empty where there is
/// nothing to say.
std::string warnings_text(const Outcome& outcome);

/// A warning that runs have given, by its message.
struct FoundWarning {
    WarningNote first;
    std::uint64_t seed = 0;   ///< of the first run that gave it
    std::uint64_t count = 0;  ///< how often it was given, in all runs
};

/// What many runs warned of: each distinct message once, in the order of their first occurrence.
class FoundWarnings {
  public:
    /// How many distinct messages are kept.
    static constexpr std::size_t most = 100;

    void add(const Outcome& outcome, std::uint64_t seed);
    /// Adds what later runs warned of.
    void add(const FoundWarnings& later);
    void add(const FoundWarning& found);
    void add_dropped(std::uint64_t count) { dropped_ += count; }

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
