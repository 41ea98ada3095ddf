#include "coordinator/detail/log_record.h"

namespace foliot {

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
    }
    return "unknown";
}

std::string text_of(const LogRecord& record) {
    std::string text = record.component;
    text += (text.empty() ? "" : ": ") + record.message;
    for (const LogField& field : record.fields)
        text += " " + std::string(field.name) + "=" + std::to_string(field.value);
    return text;
}

}  // namespace foliot
