#pragma once

#include <cstdint>
#include <string>

namespace foliot {

/// A span of virtual time for people, exact: "0s", "1ms", "65.003s", "1.5us", "-20us".
std::string duration_text(std::int64_t nanoseconds);

}  // namespace foliot
