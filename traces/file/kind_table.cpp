#include "traces/file/kind_table.h"

#include <algorithm>

namespace foliot {

/// A kind with a name of its own.
struct KindTable::Described {
    Described(const std::string& text, Meaning meaning, Quantity quantity, int change)
        : name(text), kind(name, meaning, quantity, change) {}

    std::string name;
    EventKind kind;
};

KindId KindTable::add(const EventKind& kind) {
    const auto at = std::find(own_.begin(), own_.end(), &kind);
    const auto index = static_cast<std::size_t>(at - own_.begin());
    if (at == own_.end()) own_.push_back(&kind);
    return static_cast<KindId>(event_kinds.size() + index);
}

KindId KindTable::keep(const std::string& name, Meaning meaning, Quantity quantity, int change) {
    described_.push_back(std::make_shared<const Described>(name, meaning, quantity, change));
    own_.push_back(&described_.back()->kind);
    return static_cast<KindId>(size() - 1);
}

std::optional<KindId> KindTable::describe(const std::string& name, Meaning meaning,
                                          Quantity quantity, int change) {
    const EventKind* const kind = event_kind_named(name);
    const bool built_in = kind != nullptr && kind->is(meaning) && kind->quantity() == quantity &&
                          kind->change() == change;
    if (!built_in && size() == most) return std::nullopt;
    const KindId id = built_in ? id_of(*kind) : keep(name, meaning, quantity, change);
    by_name_.emplace(name, id);
    return id;
}

std::optional<KindId> KindTable::named(const std::string& name) {
    const auto known = by_name_.find(name);
    if (known != by_name_.end()) return known->second;
    if (const EventKind* const kind = event_kind_named(name); kind != nullptr) return id_of(*kind);
    if (size() == most) return std::nullopt;
    const KindId id = keep(name, Meaning::tells, Quantity::none, 0);
    by_name_.emplace(name, id);
    return id;
}

}  // namespace foliot
