#include "shrink/trials/listed_run.h"

namespace foliot {

std::vector<ListedChoice> list_of(const std::vector<MadeChoice>& choices) {
    std::vector<ListedChoice> list;
    list.reserve(choices.size());
    for (const MadeChoice& choice : choices)
        list.push_back({choice.kind, choice.taken});
    drop_tame_end(list);
    return list;
}

void drop_tame_end(std::vector<ListedChoice>& list) {
    while (!list.empty() && list.back().taken == 0)
        list.pop_back();
}

std::uint32_t ListedRun::choose(const ChoicePoint& point) {
    if (choices_made() >= list_.size()) return 0;
    const ListedChoice& choice = list_[choices_made()];
    return choice.kind == point.kind ? choice.taken : 0;
}

}  // namespace foliot
