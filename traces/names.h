#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/handle.h"
#include "sim/observer.h"
#include "traces/trace.h"

namespace foliot {

/// Knows a printable name of every task, object, handle and option of a run; the same name in every
/// run and with every compiler. Learns from the loop that it observes, or from an observer that
/// passes on what it hears. A name costs a few look-ups; it is spelled out once.
///
/// A task is "0.1 deposit": its path, that is the ordinals of its spawns from the root, and its
/// name. Its step is called as the task is, its timer "timer of 0.1 deposit", a callback on its end
/// "done of 0.1 deposit". What a task made is "callback 0.1/2", by an ordinal among all it made.
class Names final : public Observer {
  public:
    Names() = default;

    Hears hears() const override { return {.choices = false, .steps = false, .accesses = false}; }
    void on_create(const Creation& creation) override;
    void on_event(const TraceEvent& event) override;

    /// The index of a task in tasks(), where it is added when it is new.
    std::uint32_t task(const TaskState& task);
    /// The index of an object in objects(), where it is added when it is new.
    std::uint32_t object(const Object& object);

    struct HandleName {
        StringId name;
        std::uint32_t task;  ///< on whose behalf it runs; or `nobody`
    };
    HandleName handle(const Handle& handle);

    /// The name of an option of a choice that is being made: a handle's; "latency=2 of 0.1 deposit"
    /// of a value, a fault or a cancellation; "tick" or "no tick".
    StringId option(const ChoicePoint& point, std::uint32_t rank);
    /// What such a choice is about: "latency of 0.1 deposit".
    StringId question(const ChoicePoint& point);

    StringTable& strings() { return strings_; }
    const StringTable& strings() const { return strings_; }
    const std::vector<RecordedTask>& tasks() const { return tasks_; }
    const std::vector<RecordedObject>& objects() const { return objects_; }
    /// "0.1 deposit"; empty for `nobody`.
    std::string task_label(std::uint32_t task) const;
    /// "0/2 Lock orders"; empty for `nobody`.
    std::string object_label(std::uint32_t object) const;

    /// Moves strings, tasks and objects into a trace; nothing may be asked afterwards.
    void give_to(Trace& trace);

  private:
    /// Who is behind a path: a task, or something that was made.
    struct Owner {
        PathId id;
        std::uint32_t task;     ///< index in tasks_; or `nobody`
        std::uint32_t creator;  ///< index in owners_; `nobody` for the loop, and the unknown
        std::uint32_t ordinal;
        StringId path;  ///< empty until it is asked for
    };

    std::uint32_t add(const TaskState& task);
    std::uint32_t add_owner(const Owner& owner);
    std::uint32_t owner_of(const Handle& handle, bool* derived);
    HandleName spell(const Handle& handle);
    StringId path_of(std::uint32_t owner);
    StringId path_below(PathId creator, char separator, std::uint32_t ordinal, PathId id);
    std::string asker_of(const ChoicePoint& point);

    StringTable strings_;
    std::vector<RecordedTask> tasks_;
    std::vector<RecordedObject> objects_;
    std::vector<Owner> owners_;
    std::vector<HandleName> handles_;
    IdTable task_ids_;     // by path: index in tasks_
    IdTable object_ids_;   // by path: index in objects_
    IdTable owner_ids_;    // by path: index in owners_
    IdTable derived_ids_;  // by the path of a callback on the owner's end: index in owners_
    IdTable handle_ids_;   // by path and verb: index in handles_
    IdTable option_ids_;   // by asker, label and rank: StringId
};

}  // namespace foliot
