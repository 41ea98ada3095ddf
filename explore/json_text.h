#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace foliot {

/// A document as text, for another process or for people. What is not UTF-8 in it, as a message of
/// the user's may be, becomes U+FFFD.
inline std::string json_text(const nlohmann::ordered_json& json, int indent = -1) {
    return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace foliot
