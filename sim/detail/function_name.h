#pragma once

#include <source_location>
#include <string>

namespace foliot::detail {

/// The bare name of a coroutine function, the same from every compiler; "lambda" for a lambda.
/// Empty where the place is unknown.
std::string function_name(const std::source_location& coroutine);

}  // namespace foliot::detail
