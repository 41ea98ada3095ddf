#pragma once

#include <cstdint>
#include <string_view>

namespace foliot {

class Handle;
class Loop;

/// What a choice decides.
enum class ChoiceKind : std::uint8_t {
    ready,   ///< which ready handle runs next
    tick,    ///< under the racing clock: whether time moves although something is ready
    value,   ///< a number the scenario asked for: a latency class, an instant
    fault,   ///< whether, and how, something fails
    cancel,  ///< where a cancellation lands
};

std::string_view name_of(ChoiceKind kind);

/// One decision that is about to be made. Option 0 is always the tame one: the oldest ready handle,
/// no fault, the shortest delay.
struct ChoicePoint {
    ChoiceKind kind;
    std::uint32_t of;        ///< how many options there are; at least 2
    std::uint64_t key;       ///< for all but `ready` and `tick`: the asking task's path and counter
    std::string_view label;  ///< for all but `ready` and `tick`: what the scenario calls it
    Loop* loop;              ///< names the options; may be told to stop
};

}  // namespace foliot
