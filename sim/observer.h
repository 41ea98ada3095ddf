#pragma once

#include <cstdint>
#include <source_location>
#include <string_view>

#include "sim/choice.h"
#include "sim/clock.h"
#include "sim/event_kind.h"
#include "sim/path.h"

namespace foliot {

class Object;
class TaskState;

enum class Access : std::uint8_t { read, write };

/// A step begins: `handle` runs to its next suspension.
struct Step {
    std::uint64_t number;  ///< from 0
    VirtualTime time;
    const Handle& handle;
    std::uint64_t cause;  ///< the step in which the handle became ready; `no_step` before the run
};

inline constexpr std::uint64_t no_step = ~std::uint64_t{0};

/// Stands for "at no time", where an event may say until when.
inline constexpr VirtualTime no_deadline = VirtualTime::max();

/// Something that happened during a step. Pointers are valid during the call only.
struct TraceEvent {
    const EventKind& kind;
    const TaskState* task = nullptr;   ///< whom it happened to; null outside of tasks
    const Object* object = nullptr;    ///< on what; or null
    const TaskState* other = nullptr;  ///< the spawned, cancelled or joined task; or null
    std::int64_t value = 0;            ///< what the kind's documentation says; 0: nothing
    std::string_view text{};           ///< of notes and results, or what is waited for, in words
    std::source_location where{};      ///< place in the source; line 0 if it is not known
    VirtualTime until = no_deadline;   ///< of a wait: when it ends by itself
    Quantity wanted = Quantity::none;  ///< of a wait: what of the object is waited for
    bool cancelled = false;            ///< of a wake: the wait was cancelled
    VirtualTime time{};
    std::uint64_t step = no_step;  ///< `no_step` before the run begins
};

/// Something that has a path of its own came into being: an object, a future, a callback.
struct Creation {
    PathId path;
    PathId creator;         ///< the creating task, or the root path
    Branch branch;          ///< `callback`, or `object` for objects and futures
    std::uint32_t ordinal;  ///< among what the creator made
};

/// A decision that was made.
struct Decision {
    const ChoicePoint& point;
    std::uint32_t taken;
    const Handle* handle;  ///< for `ready`: the handle that will run
    std::uint64_t step;    ///< the step that it decides, or in which it was made
};

/// Listens to a run: recorders, laws, statistics. Nothing is computed for observers that are
/// absent.
///
/// Events that the kernel reports: `spawn` (other: the new task), `wait` (task blocks; object, or
/// other for a task that is joined), `wake` (task is made ready by the current step), `yield` (task
/// is queued again), `cancel` (of other, by task), `end` (text: ok, Cancelled or the error's name),
/// `advance` (time moves to `time`), `spend` (the step took time; value: nanoseconds, `time`: after
/// them), `note` (text by the user), `gauge` (text: its name, value), `fault` (text: which one
/// strikes, and what). The events of primitives stand in their headers, all kinds in event_kind.h.
class Observer {
  public:
    /// The functions below, by name.
    struct Hears {
        bool creations = true;
        bool choices = true;
        bool steps = true;
        bool events = true;
        bool accesses = true;
    };

    Observer() = default;
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;
    virtual ~Observer() = default;

    /// What it listens to, the same at all times. Asked when it is added: what nobody listens to is
    /// not computed.
    virtual Hears hears() const { return {}; }

    virtual void on_create(const Creation&) {}
    virtual void on_choice(const Decision&) {}
    virtual void on_step(const Step&) {}
    /// Nothing was ready: time has moved to the next deadline. Heard with the steps.
    virtual void on_advance(VirtualTime /*now*/) {}
    /// The run is over, and so many handles were still ready. Heard with the steps.
    virtual void on_end(std::size_t /*ready*/) {}
    virtual void on_event(const TraceEvent&) {}
    /// The current step read or wrote `object`: a primitive, a future, a task's mailbox or done
    /// flag, a timer, the clock.
    virtual void on_access(PathId /*object*/, Access) {}
};

}  // namespace foliot
