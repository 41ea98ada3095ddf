#include <array>
#include <cstddef>

#include "shrink/passes/ddmin.h"
#include "shrink/passes/passes.h"

namespace foliot {

namespace {

using Manner = WishedRun::Manner;

std::vector<std::size_t> places_of_deviations(const std::vector<ListedChoice>& list) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].taken != 0) places.push_back(i);
    }
    return places;
}

/// The list with deviations at these places alone.
std::vector<ListedChoice> deviating_at(std::vector<ListedChoice> list,
                                       const std::vector<std::size_t>& places) {
    auto place = places.begin();
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool kept = place != places.end() && *place == i;
        if (kept) {
            ++place;
        } else {
            list[i].taken = 0;
        }
    }
    drop_tame_end(list);
    return list;
}

/// The orders in which this run's conflicting steps ran, each step with the nearest before it, and
/// the answers that were not tame.
std::vector<Wish> orders_of(const FollowedRun& run) {
    /// Who used an object: the latest step to write it, and all that have read it since.
    struct Users {
        std::size_t writer = ~std::size_t{0};
        std::vector<std::size_t> readers;
    };
    std::map<PathId, Users> objects;
    std::vector<Wish> orders;
    for (const MadeChoice& choice : run.choices) {
        if (choice.taken != 0 && choice.kind != ChoiceKind::ready)
            orders.push_back(wish_of(choice));
    }
    for (std::size_t j = 0; j < run.steps.size(); ++j) {
        const MadeStep& later = run.steps[j];
        std::vector<std::size_t> before;
        for (const Footprint::Entry& entry : later.footprint.entries()) {
            Users& users = objects[entry.object];
            if (entry.written && !users.readers.empty()) {
                before.insert(before.end(), users.readers.begin(), users.readers.end());
            } else if (users.writer != ~std::size_t{0}) {
                before.push_back(users.writer);
            }
            if (entry.written) {
                users.writer = j;
                users.readers.clear();
            } else {
                users.readers.push_back(j);
            }
        }
        std::sort(before.begin(), before.end());
        before.erase(std::unique(before.begin(), before.end()), before.end());
        for (const std::size_t i : before) {
            const MadeStep& earlier = run.steps[i];
            // What made it ready comes first in every run.
            if (earlier.who == later.who || later.cause == i) continue;
            orders.push_back({Wish::Kind::order, earlier.key, later.key, earlier.who, 0});
        }
    }
    return orders;
}

}  // namespace

void cut_the_end(Trials& trials) {
    const std::vector<ListedChoice> list = list_of(trials.best().choices);
    if (list.empty() || trials.fails(std::vector<ListedChoice>())) return;
    const std::vector<std::size_t> places = places_of_deviations(list);
    // Failing with so many deviations; with so many fewer it was seen to hold.
    std::size_t enough = places.size();
    std::size_t few = 0;
    while (few + 1 < enough && !trials.spent()) {
        const std::size_t middle = few + (enough - few) / 2;
        const std::vector<std::size_t> kept(places.begin(),
                                            places.begin() + static_cast<std::ptrdiff_t>(middle));
        (trials.fails(deviating_at(list, kept)) ? enough : few) = middle;
    }
}

void tame_kinds(Trials& trials) {
    constexpr std::array kinds{ChoiceKind::fault, ChoiceKind::cancel, ChoiceKind::value,
                               ChoiceKind::tick, ChoiceKind::ready};
    for (const ChoiceKind kind : kinds) {
        std::vector<Wish> wishes;
        bool some = false;
        for (const MadeChoice& choice : trials.best().choices) {
            if (choice.taken == 0) continue;
            some = some || choice.kind == kind;
            if (choice.kind != kind) wishes.push_back(wish_of(choice));
        }
        if (some) trials.fails(wishes, Manner::hurry);
    }
}

void drop_deviations(Trials& trials) {
    const auto spent = [&trials] { return trials.spent(); };
    const std::vector<Wish> wishes = wishes_of(trials.best().choices);
    ddmin(
        wishes, [&](const auto& part) { return trials.fails(part, Manner::hurry); }, spent);
    const std::vector<ListedChoice> list = list_of(trials.best().choices);
    ddmin(
        places_of_deviations(list),
        [&](const auto& places) { return trials.fails(deviating_at(list, places)); }, spent);
}

void keep_needed_orders(Trials& trials) {
    const FollowedRun& run = trials.best();
    if (trials.rank().deviations < 2 || run.steps.size() > Follower::most_footprints) return;
    const auto spent = [&trials] { return trials.spent(); };
    const std::vector<Wish> orders = orders_of(run);
    for (const Manner manner : {Manner::hurry, Manner::delay}) {
        const auto test = [&](const auto& part) { return trials.fails(part, manner); };
        if (!test(orders)) continue;
        const std::vector<Wish> needed = ddmin(orders, test, spent);
        const Manner other = manner == Manner::hurry ? Manner::delay : Manner::hurry;
        trials.fails(needed, other);
        return;
    }
}

}  // namespace foliot
