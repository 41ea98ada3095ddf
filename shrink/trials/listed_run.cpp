#include "shrink/trials/listed_run.h"

#include <nlohmann/json.hpp>

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

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

std::string words_of(const std::vector<ListedChoice>& list) {
    Json deviations = Json::array();
    for (std::size_t place = 0; place < list.size(); ++place) {
        if (list[place].taken == 0) continue;
        deviations.push_back({place, static_cast<unsigned>(list[place].kind), list[place].taken});
    }
    return deviations.dump();
}

std::vector<ListedChoice> list_from(const std::string& words) {
    std::vector<ListedChoice> list;
    for (const Json& deviation : Json::parse(words)) {
        list.resize(deviation.at(0).get<std::size_t>() + 1);
        list.back().kind = static_cast<ChoiceKind>(deviation.at(1).get<unsigned>());
        list.back().taken = deviation.at(2);
    }
    return list;
}

std::uint32_t ListedRun::choose(const ChoicePoint& point) {
    if (choices_made() >= list_.size()) return 0;
    const ListedChoice& choice = list_[choices_made()];
    return choice.kind == point.kind ? choice.taken : 0;
}

}  // namespace foliot
