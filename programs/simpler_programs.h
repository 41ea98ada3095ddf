#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace foliot {

/// The programs that are one simplification away from this one, the boldest first: without a task,
/// an object or a variable, without a statement, a statement replaced by what it contains, a caught
/// name dropped, a number lowered. Each is a valid program, and going on from one of them again and
/// again ends.
std::vector<nlohmann::ordered_json> simpler_programs(const nlohmann::ordered_json& program);

}  // namespace foliot
