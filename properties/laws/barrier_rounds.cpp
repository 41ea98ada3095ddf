#include "properties/laws/barrier_rounds.h"

namespace foliot {

void BarrierRounds::on_event(const TraceEvent& event) {
    if (event.object == nullptr || event.object->kind() != "Barrier") return;
    Rounds& rounds = barriers_[event.object->path()];
    if (event.what == "arrive") {
        arrive(event, rounds);
    } else if (event.what == "leave") {
        leave(event, rounds);
    } else if (event.what == "reset") {
        const bool empty = rounds.present.empty();
        rounds.state = empty ? Rounds::State::filling : Rounds::State::draining;
    } else if (event.what == "abort") {
        rounds.state = Rounds::State::broken;
    }
}

void BarrierRounds::arrive(const TraceEvent& event, Rounds& rounds) {
    const auto violate = [&](const std::string& how) {
        violated(actor(event) + " arrived at " + event.object->label() + how, event.where);
    };
    if (rounds.state == Rounds::State::broken) {
        violate(", which is broken");
    } else if (rounds.state == Rounds::State::draining) {
        violate(" before " + name_of(rounds.present.begin()->second.task) +
                " of the round before had left");
    }
    const Party party{actor_path(event), event.step};
    const auto [at, free] = rounds.present.try_emplace(event.value, party);
    if (free) return;
    violate(" with the index " + std::to_string(event.value) + ", which " +
            name_of(at->second.task) + " has");
}

void BarrierRounds::leave(const TraceEvent& event, Rounds& rounds) {
    const auto party = rounds.present.find(event.value);
    if (party == rounds.present.end() || party->second.task != actor_path(event)) {
        violated(actor(event) + " left " + event.object->label() + " with the index " +
                     std::to_string(event.value) + ", which it did not have",
                 event.where);
        return;
    }
    const bool last_to_arrive = party->second.step == event.step;
    if (last_to_arrive && rounds.state == Rounds::State::filling) full(event, rounds);
    rounds.present.erase(party);
    if (rounds.present.empty() && rounds.state == Rounds::State::draining) {
        rounds.state = Rounds::State::filling;
    }
}

void BarrierRounds::full(const TraceEvent& event, Rounds& rounds) {
    rounds.state = Rounds::State::draining;
    const std::size_t size = rounds.present.size();
    const auto violate = [&](const std::string& how) {
        violated("a round of " + event.object->label() + how, event.where);
    };
    if (rounds.size != 0 && size != rounds.size) {
        violate(" began with " + std::to_string(size) + " parties, an earlier one with " +
                std::to_string(rounds.size));
    }
    rounds.size = size;
    // The indices are distinct, so they are 0 to n - 1 where the first and the last are.
    const std::int64_t first = rounds.present.begin()->first;
    const std::int64_t last = rounds.present.rbegin()->first;
    if (first == 0 && last + 1 == static_cast<std::int64_t>(size)) return;
    violate(" of " + std::to_string(size) + " parties has indices from " + std::to_string(first) +
            " to " + std::to_string(last));
}

}  // namespace foliot
