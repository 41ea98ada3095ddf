#include "shrink/trials/step_order.h"

#include "sim/loop.h"

namespace foliot {

StepOrder::StepOrder(const std::vector<StepKey>& order, const std::vector<MadeChoice>& answers) {
    for (const StepKey step : order)
        places_.emplace(step, places_.size());
    for (const MadeChoice& choice : answers) {
        if (choice.kind != ChoiceKind::ready) answers_[choice.key] = choice.taken;
    }
}

std::uint32_t StepOrder::choose(const ChoicePoint& point) {
    if (point.kind != ChoiceKind::ready) {
        const auto answer = answers_.find(question_of(point));
        return answer == answers_.end() ? 0 : answer->second;
    }
    std::uint32_t first = 0;
    std::size_t first_place = places_.size();
    for (std::uint32_t rank = 0; rank < point.of; ++rank) {
        const auto at = places_.find(key_of(point.loop->option(rank)));
        if (at == places_.end() || at->second >= first_place) continue;
        first = rank;
        first_place = at->second;
    }
    return first;
}

}  // namespace foliot
