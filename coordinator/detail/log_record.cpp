#include "coordinator/detail/log_record.h"

#include "sim/detail/enum_names.h"

namespace foliot {

std::string_view name_of(LogLevel level) {
    constexpr detail::EnumNames<LogLevel::error> names("debug", "info", "warning", "error");
    return names[level];
}

std::string text_of(const LogRecord& record) {
    std::string text = record.component;
    text += (text.empty() ? "" : ": ") + record.message;
    for (const LogField& field : record.fields)
        text += " " + std::string(field.name) + "=" + std::to_string(field.value);
    return text;
}

}  // namespace foliot
