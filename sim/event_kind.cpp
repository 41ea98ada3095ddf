#include "sim/event_kind.h"

#include "sim/detail/enum_names.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<Meaning::ends> meaning_names("tells", "waits_for", "wakes", "granted",
                                                         "passes", "gives_back", "gives_up",
                                                         "changes", "ends");
constexpr detail::EnumNames<Quantity::bound> quantity_names("none", "flag", "permits", "items",
                                                            "room", "unfinished", "notifications",
                                                            "parties", "open", "bound");

constexpr bool names_differ() {
    for (const EventKind& a : event_kinds) {
        for (const EventKind& b : event_kinds) {
            if (&a != &b && a.name() == b.name()) return false;
        }
    }
    return true;
}
static_assert(names_differ(), "a stored event names its kind");

}  // namespace

std::string_view name_of(Meaning meaning) {
    return meaning_names[meaning];
}

std::string_view name_of(Quantity quantity) {
    return quantity_names[quantity];
}

std::optional<Meaning> meaning_named(std::string_view name) {
    return meaning_names.find(name);
}

std::optional<Quantity> quantity_named(std::string_view name) {
    return quantity_names.find(name);
}

const EventKind* event_kind_named(std::string_view name) {
    for (const EventKind& kind : event_kinds) {
        if (kind.name() == name) return &kind;
    }
    return nullptr;
}

}  // namespace foliot
