#include "traces/file/trace.h"

#include <algorithm>
#include <array>

namespace foliot {

Tool this_tool() {
#if defined(__clang__)
    const char* const name = "clang ";
    const std::array version{__clang_major__, __clang_minor__, __clang_patchlevel__};
#else
    const char* const name = "g++ ";
    const std::array version{__GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__};
#endif
    return {FOLIOT_VERSION, name + std::to_string(version[0]) + "." + std::to_string(version[1]) +
                                "." + std::to_string(version[2])};
}

const RecordedName* Trace::made_up(StringId name) const {
    const auto at = std::lower_bound(
        names.begin(), names.end(), name,
        [](const RecordedName& each, StringId wanted) { return each.name < wanted; });
    return at != names.end() && at->name == name ? &*at : nullptr;
}

std::string label_of(const StringTable& strings, const RecordedTask& task) {
    return strings[task.path] + " " + strings[task.name];
}

std::string label_of(const StringTable& strings, const RecordedObject& object) {
    std::string label = strings[object.path] + " " + strings[object.kind];
    if (object.name != no_string) label += " " + strings[object.name];
    return label;
}

std::string Trace::task_label(std::uint32_t task) const {
    return task == nobody ? "" : label_of(strings, tasks[task]);
}

std::string Trace::object_label(std::uint32_t object) const {
    return object == nobody ? "" : label_of(strings, objects[object]);
}

}  // namespace foliot
