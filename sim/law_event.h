#pragma once

#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>

#include "sim/clock.h"
#include "sim/event_kind.h"
#include "sim/object_kind.h"
#include "sim/observer.h"
#include "sim/path.h"

namespace foliot {

/// A step, as laws see it.
struct LawStep {
    std::uint64_t number;
    VirtualTime time;
    std::optional<PathId> task;  ///< that runs; none in steps of timers and callbacks
};

/// Who and what an event is about, in words, for messages. Asked only if a law is broken, or what
/// it is about is new.
class LawNames {
  public:
    LawNames() = default;
    LawNames(const LawNames&) = delete;
    LawNames& operator=(const LawNames&) = delete;

    /// The task's name.
    virtual std::string task() const = 0;
    /// The second task's name.
    virtual std::string other() const = 0;
    /// The object's name as the user gave it; may be empty.
    virtual std::string object() const = 0;
    /// "Lock orders".
    virtual std::string object_label() const = 0;
    /// So much the object had before the first event about it; none if that is not known.
    virtual std::optional<std::int64_t> at_first(Quantity quantity) const = 0;

  protected:
    ~LawNames() = default;
};

/// An event, as laws see it: by what it means and whom it is about, without a pointer into the run,
/// for it may come from a stored trace. Valid during the call only.
struct LawEvent {
    const EventKind& kind;
    const LawNames& names;
    std::uint64_t step = no_step;
    VirtualTime time{};
    std::optional<PathId> task{};   ///< none outside of tasks
    std::optional<PathId> other{};  ///< a second task
    bool other_is_thread = false;
    std::optional<PathId> object{};
    Role role = Role::none;  ///< the object's
    std::int64_t value = 0;
    Quantity wanted = Quantity::none;
    bool cancelled = false;
    std::string_view text{};
    std::source_location where{};  ///< of a live run
    std::string_view place{};      ///< of a stored one: "file:line"

    bool is(Meaning meaning) const { return kind.is(meaning); }
    /// The name of the task that did it, or "a callback".
    std::string actor() const { return task ? names.task() : "a callback"; }
    /// Its task; the root path stands for callbacks.
    PathId actor_path() const { return task.value_or(root_path); }
    /// "Lock orders".
    std::string label() const { return names.object_label(); }
};

/// By how much an event of this kind and value changes a quantity of an object with this role, if
/// it is the first event about the object.
std::int64_t first_change(const EventKind& kind, std::int64_t value, Role role, Quantity quantity);

/// Of an event of a live run.
class LiveNames final : public LawNames {
  public:
    explicit LiveNames(const TraceEvent& event) : event_(event) {}

    std::string task() const override;
    std::string other() const override;
    std::string object() const override;
    std::string object_label() const override;
    std::optional<std::int64_t> at_first(Quantity quantity) const override;

  private:
    const TraceEvent& event_;
};

/// What a loop tells its observers, as laws see it.
LawStep law_step(const Step& step);
LawEvent law_event(const TraceEvent& event, const LawNames& names);

}  // namespace foliot
