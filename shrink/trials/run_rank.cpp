#include "shrink/trials/run_rank.h"

#include <set>

namespace foliot {

RunRank rank_of(const FollowedRun& run, const Outcome& outcome) {
    RunRank rank;
    for (const MadeChoice& choice : run.choices) {
        rank.taken.push_back(choice.taken);
        if (choice.hurts()) ++rank.hurts;
        if (choice.taken == 0) continue;
        ++rank.deviations;
        rank.length = rank.taken.size();
    }
    rank.taken.resize(rank.length);
    std::set<std::uint64_t> handles;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        handles.insert(run.steps[i].who);
        if (i != 0 && run.steps[i].who != run.steps[i - 1].who) ++rank.switches;
    }
    rank.handles = handles.size();
    rank.steps = run.steps.size();
    rank.time = nanoseconds(outcome.time);
    return rank;
}

}  // namespace foliot
