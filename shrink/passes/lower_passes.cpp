#include <algorithm>
#include <array>
#include <cstddef>

#include "shrink/passes/passes.h"
#include "shrink/trials/step_order.h"

namespace foliot {

namespace {

using Manner = WishedRun::Manner;

// With more deviations than this, what looks at each of them, or at pairs, takes too many replays.
constexpr std::size_t few = 12;

/// Other ways to the same end: overtaking as soon as possible, and the other one staying behind.
std::vector<Wish> variants_of(const Wish& wish) {
    if (wish.kind != Wish::Kind::overtake) return {wish};
    Wish soon = wish;
    soon.kind = Wish::Kind::soon;
    Wish order = wish;
    order.kind = Wish::Kind::order;
    return {soon, order, wish};
}

/// All runs with one, then with two of these wishes, while that may be fewer than now.
void try_few(Trials& trials, const std::vector<Wish>& wishes) {
    for (std::size_t i = 0; i < wishes.size() && trials.rank().deviations > 1; ++i) {
        for (const Manner manner : {Manner::hurry, Manner::delay})
            trials.fails({wishes[i]}, manner);
    }
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        for (std::size_t j = i + 1; j < wishes.size(); ++j) {
            if (trials.rank().deviations <= 2 || trials.spent()) return;
            trials.fails({wishes[i], wishes[j]}, Manner::hurry);
        }
    }
}

/// Candidates that differ in one option, or by what is deleted, until none is simpler.
bool lower_one(Trials& trials, std::size_t place) {
    const std::vector<ListedChoice> list = list_of(trials.best().choices);
    if (place >= list.size() || list[place].taken < 2) return false;
    const std::uint32_t taken = list[place].taken;
    for (const std::uint32_t lower : {1U, taken / 2, taken - 1}) {
        if (lower == 0 || lower == taken) continue;
        std::vector<ListedChoice> candidate = list;
        candidate[place].taken = lower;
        const RunRank before = trials.rank();
        trials.fails(candidate);
        if (trials.rank() < before) return true;
    }
    return false;
}

bool delete_before(Trials& trials, std::size_t place) {
    constexpr std::array<std::size_t, 4> counts{8, 4, 2, 1};
    for (const std::size_t count : counts) {
        std::vector<ListedChoice> list = list_of(trials.best().choices);
        if (place >= list.size() || place < count) continue;
        const auto end = list.begin() + static_cast<std::ptrdiff_t>(place);
        list.erase(end - static_cast<std::ptrdiff_t>(count), end);
        const RunRank before = trials.rank();
        trials.fails(list);
        if (trials.rank() < before) return true;
    }
    return false;
}

std::size_t find_step(const std::vector<MadeStep>& steps, std::size_t from, std::uint64_t who) {
    for (std::size_t i = from; i-- > 0;) {
        if (steps[i].who == who) return i;
    }
    return steps.size();
}

/// Whether the step `at` may as well run right after `after`: it was ready by then, and nothing in
/// between has to do with it.
bool may_follow(const std::vector<MadeStep>& steps, std::size_t at, std::size_t after) {
    if (steps[at].cause != no_step && steps[at].cause > after) return false;
    for (std::size_t i = after + 1; i < at; ++i) {
        if (steps[i].footprint.conflicts(steps[at].footprint)) return false;
    }
    return true;
}

}  // namespace

void replace_by_fewer(Trials& trials) {
    if (trials.rank().deviations < 2 || trials.rank().deviations > few) return;
    const std::vector<Wish> wishes = wishes_of(trials.best().choices);
    std::vector<Wish> pool;
    for (const Wish& wish : wishes) {
        for (const Wish& variant : variants_of(wish))
            pool.push_back(variant);
    }
    try_few(trials, pool);
    // One in place of it and the next, the others as they are.
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        for (const Wish& variant : variants_of(wishes[i])) {
            for (const std::size_t also : {i, i + 1, i - 1}) {
                if (also >= wishes.size() || trials.rank().deviations < 2) continue;
                std::vector<Wish> candidate = wishes;
                candidate[i] = variant;
                if (also != i)
                    candidate.erase(candidate.begin() + static_cast<std::ptrdiff_t>(also));
                trials.fails(candidate, Manner::hurry);
            }
        }
    }
}

void lower_choices(Trials& trials) {
    if (trials.rank().deviations > few) return;
    // From the end, for what is lowered there moves nothing before it.
    for (std::size_t place = trials.rank().length; place-- > 0 && !trials.spent();) {
        while (lower_one(trials, place)) {
        }
        const std::vector<ListedChoice> list = list_of(trials.best().choices);
        const bool deviates = place < list.size() && list[place].taken != 0;
        if (deviates) delete_before(trials, place);
    }
}

void join_steps(Trials& trials) {
    if (trials.best().steps.size() > Follower::most_footprints) return;
    const std::vector<MadeStep> steps = trials.best().steps;
    const std::vector<MadeChoice> answers = trials.best().choices;
    std::vector<StepKey> order;
    for (const MadeStep& step : steps)
        order.push_back(step.key);
    constexpr std::size_t most_tries = 40;
    std::size_t tries = 0;
    for (std::size_t at = 1; at < steps.size() && tries < most_tries; ++at) {
        const std::size_t after = find_step(steps, at, steps[at].who);
        if (after >= at || after + 1 == at || !may_follow(steps, at, after)) continue;
        std::vector<StepKey> moved = order;
        std::rotate(moved.begin() + static_cast<std::ptrdiff_t>(after) + 1,
                    moved.begin() + static_cast<std::ptrdiff_t>(at),
                    moved.begin() + static_cast<std::ptrdiff_t>(at) + 1);
        StepOrder candidate(moved, answers);
        trials.fails(candidate);
        ++tries;
    }
}

}  // namespace foliot
