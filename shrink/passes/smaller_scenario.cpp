#include "shrink/passes/smaller_scenario.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "shrink/passes/passes.h"

namespace foliot {

namespace {

/// So many replays for one smaller scenario: those that still fail do so soon.
constexpr std::uint64_t replays_each = 40;

/// A scenario that fifo does not break stays one: without those who set x, `assert x == 1` fails
/// too, but that shows nothing.
bool holds_under_fifo(Trials& trials) {
    trials.fails(std::vector<ListedChoice>());
    const Trials::Known* const fifo = trials.known({});
    return fifo != nullptr && fifo->held;
}

/// Whether it fails in the same way: by the same choices, or by any others that are as few.
bool fails_too(const Scenario& scenario, const Trials& like, const Trace& failing,
               const ShrinkOptions& options, ShrinkBudget& budget) {
    const std::uint64_t allowed = budget.allowed;
    budget.allowed = std::min(allowed, budget.replays + replays_each);
    Trials trials(scenario, failing, options, budget);
    trials.look_for(like.failure());
    const bool like_it = like.rank().deviations == 0 || holds_under_fifo(trials);
    if (like_it && !trials.fails(list_of(like.best().choices))) {
        search_below(trials, like.rank().deviations + 1);
    }
    budget.allowed = allowed;
    return like_it && trials.found() && trials.rank().deviations <= like.rank().deviations;
}

}  // namespace

std::unique_ptr<Scenario> smaller_scenario(const Scenario& scenario, const Trials& trials,
                                           const Trace& failing, const ShrinkOptions& options,
                                           ShrinkBudget& budget) {
    std::unique_ptr<Scenario> smallest;
    for (bool found = true; found && !trials.spent();) {
        found = false;
        const Scenario& from = smallest ? *smallest : scenario;
        for (std::unique_ptr<Scenario>& candidate : from.simpler()) {
            if (trials.spent()) break;
            if (!fails_too(*candidate, trials, failing, options, budget)) continue;
            smallest = std::move(candidate);
            found = true;
            break;
        }
    }
    return smallest;
}

}  // namespace foliot
