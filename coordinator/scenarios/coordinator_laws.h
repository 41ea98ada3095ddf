#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "coordinator/detail/statistics.h"

namespace foliot {

/// What a run of a coordinator is judged by, when its root is about to end.
struct CoordinatorEnd {
    const CoordinatorStatistics& statistics;  ///< outlives the judgement
    Duration shutdown_bound{};                ///< how long a shutdown may take
    std::size_t tasks_left = 0;               ///< besides the root
};

/// Something that must hold at the end of a run.
struct CoordinatorLaw {
    std::string_view name;
    /// How the run broke the law; empty where it did not.
    std::string (*broken)(const CoordinatorEnd& end);
    /// Holds only where time moves when nothing is ready: under a racing clock it is not judged.
    bool timed;
};

const std::vector<CoordinatorLaw>& coordinator_laws();

/// One text for each law that the run broke: "law: <name> (<how>)".
std::vector<std::string> broken_coordinator_laws(const CoordinatorEnd& end, bool racing_clock);

/// Fails the running run, with the verdict `check`, where it broke a law; the message names all
/// that it broke.
void check_coordinator_laws(const CoordinatorEnd& end);

}  // namespace foliot
