#include "sim/warning.h"

#include "sim/detail/enum_names.h"

namespace foliot {

std::string_view name_of(WarningKind kind) {
    constexpr detail::EnumNames<WarningKind::never_retrieved> names("slow_step", "never_awaited",
                                                                    "never_retrieved");
    return names[kind];
}

}  // namespace foliot
