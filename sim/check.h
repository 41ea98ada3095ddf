#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace foliot {

/// Thrown by FOLIOT_CHECK.
class CheckFailed : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

namespace detail {
/// Fails the running run, then throws CheckFailed; throws only, where no loop runs.
[[noreturn]] void check_failed(const char* expression,
                               std::source_location where = std::source_location::current());
}  // namespace detail

}  // namespace foliot

/// The property under test: a false `expression` fails the run with the verdict `check`, even where
/// the exception it throws is swallowed. The expression is evaluated and bound first, so it may
/// contain `co_await`.
#define FOLIOT_CHECK(...)                                                      \
    do {                                                                       \
        const bool foliot_check_holds = static_cast<bool>(__VA_ARGS__);        \
        if (!foliot_check_holds) ::foliot::detail::check_failed(#__VA_ARGS__); \
    } while (false)
