#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "explore/scenario.h"
#include "shrink/trials/shrink_options.h"
#include "traces/file/trace.h"

namespace foliot {

struct ShrinkResult {
    Trace trace;      ///< of the simplest failing run; the given one where nothing was made of it
    Outcome outcome;  ///< of that run
    std::uint64_t replays = 0;  ///< made
    std::size_t before = 0;     ///< choices other than 0
    std::size_t after = 0;      ///< of the simplest run
    bool minimal = false;       ///< no run with fewer such choices fails so: all were tried
    bool deterministic = true;  ///< the given run failed again, and the simplest one twice alike
    std::vector<std::string> left;  ///< its choices that differ from fifo's, as sentences
    /// Of a scenario that became smaller: how many statements it had, and has. Else 0.
    std::size_t statements_before = 0;
    std::size_t statements_after = 0;
    std::string stopped;  ///< why the search ended early, if something cut it short

    /// In one line: "6 choices -> 1   (at step 7 pay_interest ran before deposit, which fifo runs
    /// first)". Says so where the search was cut short.
    std::string text() const;
};

/// Looks for the simplest run that fails as the given one does: with the fewest choices that are
/// not the tame one; of those, with the fewest faults and cancellations, context switches, handles,
/// steps, the least virtual time, the earliest and lowest choices. The failure stays the same:
/// verdict, message but for numbers, place, and the tasks concerned. `failing` is a trace of
/// `scenario`. The same trace gives the same result always. See docs/shrinking.md.
ShrinkResult shrink(const Scenario& scenario, const Trace& failing, const ShrinkOptions& options);

}  // namespace foliot
