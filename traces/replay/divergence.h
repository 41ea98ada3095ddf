#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace foliot {

enum class ReplayMode : std::uint8_t {
    strict,  ///< the same run, or a divergence
    loose,   ///< as near to it as a changed program allows
};

/// Where a strict replay stopped being the recorded run.
struct Divergence {
    std::optional<std::size_t> choice;  ///< index of the choice; none where an event differs
    std::uint64_t step;                 ///< the step in which it shows
    std::string recorded;               ///< what the trace says
    std::string found;                  ///< what this run did

    /// One line: "diverged at step 7, choice 3: recorded ..., found ...".
    std::string text() const;
};

}  // namespace foliot
