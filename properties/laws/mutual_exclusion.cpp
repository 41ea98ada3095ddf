#include "properties/laws/mutual_exclusion.h"

namespace foliot {

void MutualExclusion::judge_event(const LawEvent& event) {
    if (event.role != Role::lock) return;
    const bool acquires = event.is(Meaning::granted);
    if (!acquires && !event.is(Meaning::gives_back)) return;
    const auto [at, first] = holders_.try_emplace(*event.object);
    std::optional<PathId>& holder = at->second;
    if (acquires && holder) {
        violated(event, event.actor() + " acquired " + event.label() + " while " +
                            name_of(*holder) + " held it");
    } else if (!acquires && !holder && !first) {
        violated(event, event.actor() + " released " + event.label() + ", which nobody held");
    }
    holder = acquires ? std::optional(event.actor_path()) : std::nullopt;
}

}  // namespace foliot
