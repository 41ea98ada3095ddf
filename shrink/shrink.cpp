#include "shrink/shrink.h"

#include <algorithm>
#include <utility>

#include "shrink/passes/passes.h"
#include "shrink/passes/smaller_scenario.h"
#include "traces/view/labels.h"

namespace foliot {

namespace {

std::size_t deviations_of(const Trace& trace) {
    return static_cast<std::size_t>(
        std::count_if(trace.choices.begin(), trace.choices.end(),
                      [](const RecordedChoice& choice) { return choice.taken != 0; }));
}

/// Up to the first round that changes nothing.
void simplify(Trials& trials) {
    for (bool better = true; better && !trials.spent();) {
        const RunRank before = trials.rank();
        drop_deviations(trials);
        keep_needed_orders(trials);
        replace_by_fewer(trials);
        lower_choices(trials);
        join_steps(trials);
        better = trials.rank() < before;
    }
}

/// Whether no run with fewer deviations fails.
bool simplify_and_prove(Trials& trials) {
    // What is found near the run is found soon; all others have what is left.
    trials.allow(1, 2);
    cut_the_end(trials);
    tame_kinds(trials);
    simplify(trials);
    trials.allow(1, 1);
    if (runs_below(trials, trials.rank().deviations) > trials.left()) exchange_two_for_one(trials);
    const bool minimal = search_below(trials, trials.rank().deviations);
    simplify(trials);
    return minimal;
}

void finish(const Trials& trials, ShrinkResult& result) {
    RecordedRun recorded;
    if (!trials.record(recorded)) result.deterministic = false;
    result.outcome = std::move(recorded.outcome);
    result.trace = std::move(recorded.trace);
    result.after = deviations_of(result.trace);
    result.left.clear();
    for (const RecordedChoice& choice : result.trace.choices) {
        if (choice.taken != 0) result.left.push_back(choice_sentence(result.trace, choice));
    }
}

/// With a smaller scenario, if there is one that fails in the same way.
void shrink_with_scenario(const Scenario& scenario, Trials& trials, const Trace& failing,
                          const ShrinkOptions& options, ShrinkBudget& budget,
                          ShrinkResult& result) {
    trials.allow(1, 4);
    cut_the_end(trials);
    tame_kinds(trials);
    simplify(trials);
    trials.allow(3, 4);
    ShrinkOptions quiet = options;
    quiet.better = nullptr;
    const std::unique_ptr<Scenario> smaller =
        smaller_scenario(scenario, trials, failing, quiet, budget);
    if (smaller == nullptr) {
        result.minimal = simplify_and_prove(trials);
        return finish(trials, result);
    }
    Trace described = failing;
    smaller->describe(described);
    Trials last(*smaller, described, quiet, budget);
    last.look_for(trials.failure());
    last.allow(1, 1);
    if (!last.fails(list_of(trials.best().choices))) {
        search_below(last, trials.rank().deviations + 1);
    }
    if (!last.found()) return finish(trials, result);
    result.minimal = simplify_and_prove(last);
    result.statements_before = scenario.statements();
    result.statements_after = smaller->statements();
    finish(last, result);
}

}  // namespace

ShrinkResult shrink(const Scenario& scenario, const Trace& failing, const ShrinkOptions& options) {
    ShrinkResult result;
    result.before = deviations_of(failing);
    result.after = result.before;
    result.trace = failing;
    const Verdict verdict = failing.outcome.verdict;
    // Such a run would take this process along.
    const bool fatal = verdict == Verdict::crash || verdict == Verdict::hang;
    if (fatal || options.replays <= Trials::recordings) return result;

    ShrinkBudget budget;
    Trials trials(scenario, failing, options, budget);
    if (!trials.reproduce()) {
        result.deterministic = false;
        result.replays = budget.replays;
        return result;
    }
    if (!options.start.empty()) {
        trials.allow(1, 1);
        trials.fails(list_from(options.start));
        finish(trials, result);
    } else if (options.statements && scenario.statements() != 0) {
        shrink_with_scenario(scenario, trials, failing, options, budget, result);
    } else {
        result.minimal = simplify_and_prove(trials);
        finish(trials, result);
    }
    result.replays = budget.replays;
    return result;
}

std::string ShrinkResult::text() const {
    constexpr std::size_t most_sentences = 3;
    std::string text = std::to_string(before) + (before == 1 ? " choice -> " : " choices -> ") +
                       std::to_string(after);
    std::string sentences;
    for (std::size_t i = 0; i < std::min(left.size(), most_sentences); ++i)
        sentences += (i == 0 ? "" : "; ") + left[i];
    if (left.size() > most_sentences) {
        sentences += "; and " + std::to_string(left.size() - most_sentences) + " more";
    }
    if (after == 0) sentences = "fifo's own order fails";
    if (!sentences.empty()) text += "   (" + sentences + ")";
    return stopped.empty() ? text : text + "   " + stopped;
}

}  // namespace foliot
