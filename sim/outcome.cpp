#include "sim/outcome.h"

#include "sim/detail/enum_names.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<Verdict::hang> verdict_names("completed", "deadlock", "check", "error",
                                                         "left_over", "step_limit", "time_limit",
                                                         "crash", "hang");

}  // namespace

std::string_view name_of(Verdict verdict) {
    return verdict_names[verdict];
}

std::optional<Verdict> verdict_named(std::string_view name) {
    return verdict_names.find(name);
}

std::string describe(const std::vector<Blocked>& blocked) {
    std::string text;
    for (const Blocked& each : blocked) {
        text += text.empty() ? "" : "; ";
        text += each.task + " waits for " + each.waits_for;
        const bool held = !each.held_by.empty();
        if (held) text += ", held by " + each.held_by;
        const std::string place = place_of(each.at);
        if (!place.empty()) text += (held ? ", at " : " at ") + place;
    }
    return text;
}

std::string place_of(const std::source_location& where) {
    if (where.line() == 0) return {};
    return std::string(where.file_name()) + ":" + std::to_string(where.line());
}

}  // namespace foliot
