#include <cstddef>
#include <optional>
#include <utility>

#include "shrink/passes/passes.h"

namespace foliot {

namespace {

// With n deviations there are n^2/2 pairs, and many choices in place of each.
constexpr std::size_t fewest = 3;
constexpr std::size_t most = 12;

/// The run without two of its deviations.
struct Base {
    std::vector<Wish> wishes;
    std::size_t place;                   ///< of the first that is left out
    std::vector<std::uint32_t> options;  ///< of each choice
};

std::optional<Base> base_without(Trials& trials, const std::vector<Wish>& wishes,
                                 const std::vector<std::size_t>& places, std::size_t i,
                                 std::size_t j) {
    Base base{wishes, places[i], {}};
    base.wishes.erase(base.wishes.begin() + static_cast<std::ptrdiff_t>(j));
    base.wishes.erase(base.wishes.begin() + static_cast<std::ptrdiff_t>(i));
    WishedRun run(base.wishes, WishedRun::Manner::hurry);
    const auto made = trials.options_of(run);
    if (!made) return std::nullopt;
    base.options = *made;
    return base;
}

std::vector<Base> bases_of(Trials& trials) {
    const std::vector<Wish> wishes = wishes_of(trials.best().choices);
    const std::vector<ListedChoice> list = list_of(trials.best().choices);
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < list.size(); ++place) {
        if (list[place].taken != 0) places.push_back(place);
    }
    std::vector<Base> bases;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        for (std::size_t j = i + 1; j < wishes.size(); ++j) {
            auto base = base_without(trials, wishes, places, i, j);
            if (base) bases.push_back(std::move(*base));
        }
    }
    return bases;
}

/// Whether another choice at `place` makes up for both.
bool helps(Trials& trials, const Base& base, std::size_t place) {
    if (place >= base.options.size()) return false;
    const std::size_t before = trials.rank().deviations;
    for (std::uint32_t taken = 1; taken < base.options[place]; ++taken) {
        std::vector<Wish> candidate = base.wishes;
        candidate.push_back({Wish::Kind::place, place, 0, 0, taken});
        trials.fails(candidate, WishedRun::Manner::hurry);
        if (trials.rank().deviations < before) return true;
    }
    return false;
}

bool exchange(Trials& trials) {
    const std::vector<Base> bases = bases_of(trials);
    std::size_t farthest = 0;
    for (const Base& base : bases)
        farthest = std::max(farthest, base.options.size());
    // Near the first that is left out the other one is most likely.
    for (std::size_t distance = 0; distance < farthest; ++distance) {
        for (const Base& base : bases) {
            if (trials.spent()) return false;
            if (helps(trials, base, base.place + distance)) return true;
            if (distance != 0 && base.place >= distance &&
                helps(trials, base, base.place - distance)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

void exchange_two_for_one(Trials& trials) {
    for (;;) {
        const std::size_t deviations = trials.rank().deviations;
        if (deviations < fewest || deviations > most || !exchange(trials)) return;
    }
}

}  // namespace foliot
