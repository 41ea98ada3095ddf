#include "properties/laws/barrier_rounds.h"

namespace foliot {

void BarrierRounds::judge_event(const LawEvent& event) {
    if (event.role != Role::barrier) return;
    Rounds& rounds = rounds_of(event);
    if (event.kind.changes(Quantity::parties, 1)) {
        arrive(event, rounds);
    } else if (event.kind.changes(Quantity::parties, -1)) {
        leave(event, rounds);
    } else if (event.kind.changes(Quantity::open, 1)) {
        const bool empty = rounds.present.empty();
        rounds.state = empty ? Rounds::State::filling : Rounds::State::draining;
    } else if (event.kind.changes(Quantity::open, -1)) {
        rounds.state = Rounds::State::broken;
    }
}

BarrierRounds::Rounds& BarrierRounds::rounds_of(const LawEvent& event) {
    const auto [at, added] = barriers_.try_emplace(*event.object);
    if (added) at->second.size = event.names.at_first(Quantity::bound);
    return at->second;
}

void BarrierRounds::arrive(const LawEvent& event, Rounds& rounds) {
    const auto violate = [&](const std::string& how) {
        violated(event, event.actor() + " arrived at " + event.label() + how);
    };
    if (rounds.state == Rounds::State::broken) {
        violate(", which is broken");
    } else if (rounds.state == Rounds::State::draining) {
        violate(" before " + name_of(rounds.present.begin()->second.task) +
                " of the round before had left");
    }
    const Party party{event.actor_path(), event.step};
    const auto [at, free] = rounds.present.try_emplace(event.value, party);
    if (free) return;
    violate(" with the index " + std::to_string(event.value) + ", which " +
            name_of(at->second.task) + " has");
}

void BarrierRounds::leave(const LawEvent& event, Rounds& rounds) {
    const auto party = rounds.present.find(event.value);
    if (party == rounds.present.end() || party->second.task != event.actor_path()) {
        violated(event, event.actor() + " left " + event.label() + " with the index " +
                            std::to_string(event.value) + ", which it did not have");
        return;
    }
    const bool last_to_arrive = party->second.step == event.step;
    if (last_to_arrive && rounds.state == Rounds::State::filling) full(event, rounds);
    rounds.present.erase(party);
    if (rounds.present.empty() && rounds.state == Rounds::State::draining) {
        rounds.state = Rounds::State::filling;
    }
}

void BarrierRounds::full(const LawEvent& event, Rounds& rounds) {
    rounds.state = Rounds::State::draining;
    const auto size = static_cast<std::int64_t>(rounds.present.size());
    const auto violate = [&](const std::string& how) {
        violated(event, "a round of " + event.label() + how);
    };
    if (rounds.size && size != *rounds.size) {
        violate(" began with " + std::to_string(size) + " parties, " +
                (rounds.first ? "for " : "an earlier one with ") + std::to_string(*rounds.size));
    }
    rounds.first = false;
    rounds.size = size;
    // The indices are distinct, so they are 0 to n - 1 where the first and the last are.
    const std::int64_t first = rounds.present.begin()->first;
    const std::int64_t last = rounds.present.rbegin()->first;
    if (first == 0 && last + 1 == size) return;
    violate(" of " + std::to_string(size) + " parties has indices from " + std::to_string(first) +
            " to " + std::to_string(last));
}

}  // namespace foliot
