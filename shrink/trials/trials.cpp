#include "shrink/trials/trials.h"

#include <algorithm>

#include "explore/trace_options.h"
#include "sim/loop.h"
#include "traces/record/recorder.h"

namespace foliot {

namespace {

Trials::Deviations deviations_of(const std::vector<ListedChoice>& list) {
    Trials::Deviations deviations;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].taken != 0) deviations.emplace_back(i, list[i].taken);
    }
    return deviations;
}

std::vector<std::uint64_t> words_of(const std::vector<Wish>& wishes, WishedRun::Manner manner) {
    std::vector<std::uint64_t> words{static_cast<std::uint64_t>(manner)};
    for (const Wish& wish : wishes) {
        words.push_back(static_cast<std::uint64_t>(wish.kind));
        words.insert(words.end(), {wish.first, wish.second, wish.taken});
    }
    return words;
}

}  // namespace

Trials::Trials(const Scenario& scenario, const Trace& failing, const ShrinkOptions& options,
               ShrinkBudget& budget)
    : scenario_(scenario),
      failing_(failing),
      options_(options),
      budget_(budget),
      inputs_(inputs_of(failing, scenario)),
      before_(static_cast<std::size_t>(
          std::count_if(failing.choices.begin(), failing.choices.end(),
                        [](const RecordedChoice& choice) { return choice.taken != 0; }))) {}

Outcome Trials::run(Strategy& strategy, Trace* trace) const {
    const LoopOptions options = loop_options(scenario_, failing_.settings, &strategy);
    // Only a recorder knows who holds what a blocked task waits for.
    const bool names = trace != nullptr || failing_.outcome.verdict == Verdict::deadlock;
    const auto make = [&] {
        Loop loop(options);
        Recorder recorder;
        if (names) loop.observe(recorder);
        Outcome outcome = scenario_.run(loop, inputs_);
        if (names) explain(outcome, recorder);
        if (trace != nullptr) {
            *trace = recorder.take(failing_.scenario, failing_.strategy, options, outcome);
        }
        return outcome;
    };
    if (options_.progress) {
        const std::size_t now = found_ ? rank_.deviations : before_;
        options_.progress({budget_.replays, options_.replays, before_, now, trace != nullptr});
    }
    ++budget_.replays;
    const Outcome outcome = options_.around ? options_.around(make) : make();
    if (trace != nullptr && trace->outcome.verdict != outcome.verdict) retell(*trace, outcome);
    budget_.steps += outcome.steps;
    return outcome;
}

bool Trials::reproduce() {
    std::vector<ListedChoice> list;
    for (const RecordedChoice& choice : failing_.choices)
        list.push_back({choice.kind, choice.taken});
    ListedRun recorded(std::move(list));
    const Outcome outcome = run(recorded, nullptr);
    FollowedRun made = recorded.take();
    failure_ = identity_of(outcome, made);
    if (outcome.verdict != failing_.outcome.verdict || !outcome.failed()) return false;
    if (without_numbers(outcome.message) != without_numbers(failing_.outcome.message)) return false;
    found_ = true;
    rank_ = rank_of(made, outcome);
    best_ = std::move(made);
    return true;
}

bool Trials::fails(const std::vector<ListedChoice>& list) {
    const Deviations deviations = deviations_of(list);
    if (const Known* const made = known(deviations)) return made->failed;
    const auto tried = tried_.find(deviations);
    if (tried != tried_.end()) return tried->second;
    if (spent()) return false;
    ListedRun candidate(list);
    return tried_[deviations] = judge(candidate).failed;
}

bool Trials::fails(const std::vector<Wish>& wishes, WishedRun::Manner manner) {
    const std::vector<std::uint64_t> words = words_of(wishes, manner);
    const auto tried = wished_.find(words);
    if (tried != wished_.end()) return tried->second;
    if (spent()) return false;
    WishedRun candidate(wishes, manner);
    return wished_[words] = judge(candidate).failed;
}

bool Trials::fails(Follower& candidate) {
    return !spent() && judge(candidate).failed;
}

std::optional<std::vector<std::uint32_t>> Trials::options_of(Follower& candidate) {
    if (spent()) return std::nullopt;
    return judge(candidate).options;
}

const Trials::Known& Trials::judge(Follower& candidate) {
    if (options_.skipped.contains(budget_.replays)) {
        static const Known nothing;
        ++budget_.replays;
        return nothing;
    }
    const Outcome outcome = run(candidate, nullptr);
    FollowedRun made = candidate.take();
    const bool same = identity_of(outcome, made) == failure_;
    Known known{same, !outcome.failed(), std::nullopt};
    if (made.choices.size() <= most_choices) {
        known.options.emplace();
        for (const MadeChoice& choice : made.choices)
            known.options->push_back(choice.of);
    }
    Known& kept = known_[deviations_of(list_of(made.choices))] = std::move(known);
    if (!same) return kept;
    RunRank rank = rank_of(made, outcome);
    if (!found_ || rank < rank_) {
        found_ = true;
        rank_ = std::move(rank);
        best_ = std::move(made);
        if (options_.better) options_.better(words_of(list_of(best_.choices)), rank_.deviations);
    }
    return kept;
}

bool Trials::spent() const {
    return budget_.replays >= budget_.allowed || budget_.steps >= options_.steps ||
           (options_.stop && options_.stop());
}

void Trials::allow(std::uint64_t part, std::uint64_t whole) const {
    const std::uint64_t all = options_.replays - std::min(options_.replays, recordings);
    budget_.allowed = all / whole * part + all % whole * part / whole;
}

const Trials::Known* Trials::known(const Deviations& deviations) const {
    const auto at = known_.find(deviations);
    return at == known_.end() ? nullptr : &at->second;
}

bool Trials::record(RecordedRun& recorded) const {
    std::uint64_t digest = 0;
    bool same = true;
    for (std::uint64_t i = 0; i < recordings; ++i) {
        ListedRun again(list_of(best_.choices));
        recorded.outcome = run(again, &recorded.trace);
        same = same && identity_of(recorded.outcome, again.take()) == failure_;
        if (i != 0) same = same && recorded.trace.digest == digest;
        digest = recorded.trace.digest;
    }
    recorded.trace.laws = failing_.laws;
    recorded.trace.input = failing_.input;
    recorded.trace.options = failing_.options;
    recorded.trace.program = failing_.program;
    return same;
}

}  // namespace foliot
