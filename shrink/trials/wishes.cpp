#include "shrink/trials/wishes.h"

#include <algorithm>
#include <optional>

#include "sim/handle_id.h"
#include "sim/loop.h"

namespace foliot {

Wish wish_of(const MadeChoice& choice) {
    if (choice.kind == ChoiceKind::ready) {
        return {Wish::Kind::overtake, choice.key, choice.fifo, choice.who, 0};
    }
    return {Wish::Kind::answer, choice.key, 0, 0, choice.taken};
}

std::vector<Wish> wishes_of(const std::vector<MadeChoice>& choices) {
    std::vector<Wish> wishes;
    for (const MadeChoice& choice : choices) {
        if (choice.taken != 0) wishes.push_back(wish_of(choice));
    }
    return wishes;
}

WishedRun::WishedRun(const std::vector<Wish>& wishes, Manner manner) : manner_(manner) {
    for (const Wish& wish : wishes) {
        switch (wish.kind) {
            case Wish::Kind::answer:
                answers_[wish.first] = wish.taken;
                break;
            case Wish::Kind::overtake:
                overtaking_[wish.second].push_back(wish.first);
                break;
            case Wish::Kind::soon:
                soon_[wish.first] = true;
                break;
            case Wish::Kind::place:
                places_[wish.first] = wish.taken;
                break;
            case Wish::Kind::order:
                before_[wish.second].push_back({wish.first, wish.who});
                break;
        }
    }
}

std::uint32_t WishedRun::choose(const ChoicePoint& point) {
    const auto place = places_.find(choices_made());
    if (place != places_.end()) return place->second;
    if (point.kind == ChoiceKind::ready) return choose_ready(point);
    const auto answer = answers_.find(question_of(point));
    return answer == answers_.end() ? 0 : answer->second;
}

std::uint32_t WishedRun::choose_ready(const ChoicePoint& point) const {
    const StepKey head = key_of(point.loop->option(0));
    if (!soon_.empty()) {
        for (std::uint32_t rank = 0; rank < point.of; ++rank) {
            if (soon_.contains(key_of(point.loop->option(rank)))) return rank;
        }
    }
    const auto overtaking = overtaking_.find(head);
    if (overtaking != overtaking_.end()) {
        for (const StepKey wanted : overtaking->second) {
            for (std::uint32_t rank = 1; rank < point.of; ++rank) {
                if (key_of(point.loop->option(rank)) == wanted) return rank;
            }
        }
    }
    return before_.empty() ? 0 : first_in_order(point, head);
}

std::uint32_t WishedRun::first_in_order(const ChoicePoint& point, StepKey head) const {
    const Awaited* const awaited = awaited_by(head);
    if (awaited == nullptr) return 0;
    std::optional<std::uint32_t> free;
    for (std::uint32_t rank = 1; rank < point.of; ++rank) {
        const Handle& handle = point.loop->option(rank);
        if (awaited_by(key_of(handle)) != nullptr) continue;
        // Also an earlier step of whoever is awaited.
        if (manner_ == Manner::hurry && id_of(handle) == awaited->who) return rank;
        if (!free) free = rank;
    }
    return free.value_or(0);
}

/// What must happen before this step and has not; null where it may run.
const WishedRun::Awaited* WishedRun::awaited_by(StepKey step) const {
    const auto at = before_.find(step);
    if (at == before_.end()) return nullptr;
    for (const Awaited& awaited : at->second) {
        if (!happened(awaited.step)) return &awaited;
    }
    return nullptr;
}

}  // namespace foliot
