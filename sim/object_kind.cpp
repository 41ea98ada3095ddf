#include "sim/object_kind.h"

#include "sim/detail/enum_names.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<Role::queue> role_names("none", "lock", "semaphore",
                                                    "bounded_semaphore", "event", "condition",
                                                    "barrier", "queue");

}  // namespace

std::string_view name_of(Role role) {
    return role_names[role];
}

std::optional<Role> role_named(std::string_view name) {
    return role_names.find(name);
}

}  // namespace foliot
