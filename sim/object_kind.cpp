#include "sim/object_kind.h"

#include "sim/detail/enum_names.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<Role::queue> names("none", "lock", "semaphore", "bounded_semaphore",
                                               "event", "condition", "barrier", "queue");

}  // namespace

std::string_view name_of(Role role) {
    return names[role];
}

std::optional<Role> role_named(std::string_view name) {
    return names.find(name);
}

}  // namespace foliot
