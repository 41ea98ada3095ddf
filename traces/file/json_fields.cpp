#include "traces/file/json_fields.h"

#include <algorithm>

#include "traces/file/trace_json.h"

namespace foliot {

namespace {

/// A value as a message shows it: short, and on one line.
std::string shown(const JsonFields::Json& value) {
    constexpr std::size_t longest = 40;
    if (value.is_array()) return "an array";
    if (value.is_object()) return "an object";
    std::string text = value.dump(-1, ' ', true, JsonFields::Json::error_handler_t::replace);
    if (text.size() > longest) text = text.substr(0, longest) + "...";
    return text;
}

}  // namespace

void refuse_trace(std::string_view file, const std::string& place, const std::string& why) {
    throw TraceError(std::string(file) + ": " + place + (place.empty() ? "" : ": ") + why +
                     "; mend the file, or record the trace again");
}

std::string JsonPlace::text(std::string_view key) const {
    std::string text(pointer_);
    if (indexed_) text += "/" + std::to_string(index_);
    if (!key.empty()) text += "/" + std::string(key);
    return text;
}

JsonFields::JsonFields(const Json& object, const JsonPlace& place, std::string_view file)
    : object_(object), place_(place), file_(file) {
    if (!object.is_object()) refuse("", "must be an object, not " + shown(object));
}

void JsonFields::refuse(const char* key, const std::string& why) const {
    refuse_trace(file_, place_.text(key), why);
}

const JsonFields::Json* JsonFields::find(const char* key) {
    asked_.at(asked_size_++) = key;
    const auto at = object_.find(key);
    return at == object_.end() ? nullptr : &*at;
}

const JsonFields::Json& JsonFields::at(const char* key) {
    const Json* const value = find(key);
    if (value == nullptr) refuse("", std::string("has no \"") + key + "\"");
    return *value;
}

const std::string& JsonFields::text(const char* key) {
    const Json& value = at(key);
    if (!value.is_string()) refuse(key, "must be a string, not " + shown(value));
    return value.get_ref<const std::string&>();
}

const std::string& JsonFields::text_or_none(const char* key) {
    static const std::string none;
    const Json* const value = find(key);
    if (value == nullptr) return none;
    if (!value->is_string()) refuse(key, "must be a string, not " + shown(*value));
    return value->get_ref<const std::string&>();
}

bool JsonFields::flag_or_false(const char* key) {
    const Json* const value = find(key);
    if (value == nullptr) return false;
    if (!value->is_boolean()) refuse(key, "must be true or false, not " + shown(*value));
    return value->get<bool>();
}

std::int64_t JsonFields::integer(const char* key) {
    const Json& value = at(key);
    const bool fits =
        value.is_number_integer() &&
        (!value.is_number_unsigned() || value.get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
    if (!fits) refuse(key, "must be a whole number of 64 bits, not " + shown(value));
    return value.get<std::int64_t>();
}

std::int64_t JsonFields::integer_or(const char* key, std::int64_t fallback) {
    if (object_.contains(key)) return integer(key);
    find(key);
    return fallback;
}

std::uint64_t JsonFields::count_of(const char* key, const Json& value, std::uint64_t most) const {
    // Parsed numbers that are not negative are unsigned ones.
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most) {
        refuse(key, "must be a whole number from 0 to " + std::to_string(most) + ", not " +
                        shown(value));
    }
    return value.get<std::uint64_t>();
}

std::uint64_t JsonFields::count(const char* key, std::uint64_t most) {
    return count_of(key, at(key), most);
}

std::uint64_t JsonFields::count_or(const char* key, std::uint64_t fallback) {
    const Json* const value = find(key);
    if (value == nullptr || value->is_null()) return fallback;
    return count_of(key, *value, std::numeric_limits<std::uint64_t>::max());
}

void JsonFields::finish() const {
    for (const auto& [key, value] : object_.items()) {
        const auto end = asked_.begin() + static_cast<std::ptrdiff_t>(asked_size_);
        if (std::find(asked_.begin(), end, key) == end) {
            refuse("", "does not know the key " + shown(Json(key)));
        }
    }
}

}  // namespace foliot
