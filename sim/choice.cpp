#include "sim/choice.h"

#include <array>

namespace foliot {

std::string_view name_of(ChoiceKind kind) {
    constexpr std::array<std::string_view, 5> names{"ready", "tick", "value", "fault", "cancel"};
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace foliot
