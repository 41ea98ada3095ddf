#include "properties/laws/mutual_exclusion.h"

namespace foliot {

void MutualExclusion::on_event(const TraceEvent& event) {
    if (event.object == nullptr || event.object->kind() != "Lock") return;
    const bool acquires = event.what == "acquire";
    if (!acquires && event.what != "release") return;
    const auto [at, first] = holders_.try_emplace(event.object->path());
    std::optional<PathId>& holder = at->second;
    if (acquires && holder) {
        violated(actor(event) + " acquired " + event.object->label() + " while " +
                     name_of(*holder) + " held it",
                 event.where);
    } else if (!acquires && !holder && !first) {
        violated(actor(event) + " released " + event.object->label() + ", which nobody held",
                 event.where);
    }
    holder = acquires ? std::optional(actor_path(event)) : std::nullopt;
}

}  // namespace foliot
