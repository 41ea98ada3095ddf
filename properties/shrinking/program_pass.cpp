#include "properties/shrinking/program_pass.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "properties/program.h"
#include "properties/shrinking/passes.h"
#include "properties/simpler_programs.h"

namespace foliot {

namespace {

/// So many replays for one smaller program: those that still fail do so soon.
constexpr std::uint64_t replays_each = 40;

/// A program that fifo does not break stays one: without those who set x, `assert x == 1` fails
/// too, but that shows nothing.
bool holds_under_fifo(Trials& trials) {
    trials.fails(std::vector<ListedChoice>());
    const Trials::Known* const fifo = trials.known({});
    return fifo != nullptr && fifo->held;
}

/// Whether it fails in the same way: by the same choices, or by any others that are as few.
bool fails_too(const ProgramScenario& program, const Trials& like, const Trace& failing,
               const ShrinkOptions& options, ShrinkBudget& budget) {
    const std::uint64_t allowed = budget.allowed;
    budget.allowed = std::min(allowed, budget.replays + replays_each);
    Trials trials(program, failing, options, budget);
    trials.look_for(like.failure());
    const bool like_it = like.rank().deviations == 0 || holds_under_fifo(trials);
    if (like_it && !trials.fails(list_of(like.best().choices))) {
        search_below(trials, like.rank().deviations + 1);
    }
    budget.allowed = allowed;
    return like_it && trials.found() && trials.rank().deviations <= like.rank().deviations;
}

}  // namespace

std::unique_ptr<ProgramScenario> smaller_program(const ProgramScenario& program,
                                                 const Trials& trials, const Trace& failing,
                                                 const ShrinkOptions& options,
                                                 ShrinkBudget& budget) {
    std::unique_ptr<ProgramScenario> smallest;
    for (bool found = true; found && !trials.spent();) {
        found = false;
        const ProgramScenario& from = smallest ? *smallest : program;
        for (nlohmann::ordered_json& simpler : simpler_programs(from.document())) {
            if (trials.spent()) break;
            auto candidate = std::make_unique<ProgramScenario>(program.name(), std::move(simpler));
            if (!fails_too(*candidate, trials, failing, options, budget)) continue;
            smallest = std::move(candidate);
            found = true;
            break;
        }
    }
    return smallest;
}

std::size_t statements_of(const nlohmann::ordered_json& program) {
    return parse_program(program).statements.size();
}

}  // namespace foliot
