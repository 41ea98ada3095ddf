#pragma once

#include <atomic>
#include <cstdint>
#include <source_location>

namespace foliot {

namespace detail {
class Kernel;
}

// Debug mode, for those who must ask whether it is on. Where no loop is in debug mode, all that it
// costs is one read of `loops_in_debug`.
namespace detail {

/// How many loops drive a thread of this process in debug mode now.
inline std::atomic<std::uint32_t> loops_in_debug{0};

/// `loop` begins or ends to drive this thread in debug mode.
void debug_begins(const detail::Kernel& loop);
void debug_ends(const detail::Kernel& loop);

/// See misplaced(), which asks first whether anybody is in debug mode.
bool called_elsewhere(const detail::Kernel* home, std::uint64_t serial);
/// Raises errors::other_thread.
[[noreturn]] void raise_misplaced();

/// Whether an operation that is not thread-safe is called where debug mode refuses it: in the step
/// of a simulated thread, in a job of a pool, or on an operating-system thread other than the one
/// that `home` drives. `home` is the loop of what is operated on, or null, and may be gone; its
/// `serial` tells it from a later one at the same address, 0 matches any.
inline bool misplaced(const detail::Kernel* home, std::uint64_t serial = 0) {
    return loops_in_debug.load(std::memory_order_relaxed) != 0 && called_elsewhere(home, serial);
}

/// Raises RuntimeError there.
inline void refuse_misplaced(const detail::Kernel* home, std::uint64_t serial = 0) {
    if (misplaced(home, serial)) [[unlikely]]
        raise_misplaced();
}

/// A coroutine is destroyed that never began; `function` is where it is defined. That of an
/// operation put() is called put_body().
void never_awaited(const std::source_location& function, bool operation) noexcept;

}  // namespace detail

}  // namespace foliot
