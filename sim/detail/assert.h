#pragma once

namespace foliot::detail {

/// Prints the condition, why it must hold, and the seed, step and virtual time of the loop that
/// runs on this thread; then aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* why, const char* file,
                                   int line) noexcept;

}  // namespace foliot::detail

/// An invariant of Foliot itself, checked in every build type. Misuse by a caller raises instead.
#define FOLIOT_ASSERT(condition, why) \
    (static_cast<bool>(condition)     \
         ? static_cast<void>(0)       \
         : ::foliot::detail::assertion_failed(#condition, why, __FILE__, __LINE__))
