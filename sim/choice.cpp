#include "sim/choice.h"

#include "sim/detail/enum_names.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<ChoiceKind::cancel> choice_names("ready", "tick", "value", "fault",
                                                             "cancel");

}  // namespace

std::string_view name_of(ChoiceKind kind) {
    return choice_names[kind];
}

std::optional<ChoiceKind> choice_kind_named(std::string_view name) {
    return choice_names.find(name);
}

}  // namespace foliot
