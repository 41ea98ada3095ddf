#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace foliot {

class Handle;
namespace detail {
class Kernel;
}

/// What a choice decides.
enum class ChoiceKind : std::uint8_t {
    ready,   ///< which ready handle runs next
    tick,    ///< under the racing clock: whether time moves although something is ready
    value,   ///< a number the scenario asked for: a latency class, an instant
    fault,   ///< whether, and how, something fails
    cancel,  ///< where a cancellation lands
};

std::string_view name_of(ChoiceKind kind);
/// It decides what the next step is; choices of other kinds are asked for within a step, by a task
/// and by name.
constexpr bool precedes_step(ChoiceKind kind) {
    switch (kind) {
        case ChoiceKind::ready:
        case ChoiceKind::tick:
            return true;
        case ChoiceKind::value:
        case ChoiceKind::fault:
        case ChoiceKind::cancel:
            return false;
    }
    return false;
}
/// None if no kind is called so.
std::optional<ChoiceKind> choice_kind_named(std::string_view name);
/// How many kinds there are.
inline constexpr std::size_t choice_kinds = static_cast<std::size_t>(ChoiceKind::cancel) + 1;

/// One decision that is about to be made. Option 0 is always the tame one: the oldest ready handle,
/// no fault, the shortest delay.
struct ChoicePoint {
    ChoiceKind kind;
    std::uint32_t of;        ///< how many options there are; at least 2
    std::uint64_t key;       ///< for all but `ready` and `tick`: the asking task's path and counter
    std::string_view label;  ///< for all but `ready` and `tick`: what the scenario calls it
    detail::Kernel* loop;    ///< names the options; may be told to stop
};

}  // namespace foliot
