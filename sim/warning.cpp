#include "sim/warning.h"

#include <array>

namespace foliot {

std::string_view name_of(WarningKind kind) {
    constexpr std::array<std::string_view, 3> names{"slow_step", "never_awaited",
                                                    "never_retrieved"};
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace foliot
