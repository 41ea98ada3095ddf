#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>

#include "sim/clock.h"

namespace foliot {

/// What debug mode warns of.
enum class WarningKind : std::uint8_t {
    slow_step,        ///< a step took LoopOptions::slow_callback_duration or longer
    never_awaited,    ///< a coroutine was destroyed that nobody had awaited or spawned
    never_retrieved,  ///< a task or future failed, and nobody looked at its exception
};

/// The stable name, as reports spell it: `slow_step`.
std::string_view name_of(WarningKind kind);

/// Something that is no failure, and yet rarely meant (what asyncio's debug mode logs).
struct Warning {
    WarningKind kind;
    std::string message;         ///< one line
    std::uint64_t step;          ///< the step in which it was noticed; `no_step` before the first
    VirtualTime time;            ///< its virtual time
    std::source_location where;  ///< line 0 where unknown
};

}  // namespace foliot
