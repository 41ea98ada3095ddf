#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/handle.h"
#include "sim/object.h"
#include "sim/observer.h"
#include "sim/task_state.h"
#include "traces/file/trace.h"

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
    Names();

    Hears hears() const override { return {.choices = false, .steps = false, .accesses = false}; }
    void on_create(const Creation& creation) override;
    void on_event(const TraceEvent& event) override;

    /// The index of a task in tasks(), where it is added when it is new.
    std::uint32_t task(const TaskState& task) {
        const PathId path = task.FutureState::path();
        Recent& recent = recent_of(path);
        if (recent.path != path) [[unlikely]]
            recent = {path, find(task), no_string};
        return recent.task;
    }
    /// The index of the event's object in objects(), where it is added when it is new, with what it
    /// had before the event.
    std::uint32_t object(const TraceEvent& event) {
        if (event.object->path() != latest_object_.path) [[unlikely]]
            latest_object_ = {event.object->path(), find_object(event)};
        return latest_object_.index;
    }

    struct HandleName {
        StringId name;
        std::uint32_t task;  ///< on whose behalf it runs; or `nobody`
    };
    HandleName handle(const Handle& handle) {
        if (handle.is_step()) [[likely]] {
            const PathId path = static_cast<const TaskState&>(handle).FutureState::path();
            const Recent& recent = recent_of(path);
            if (recent.path == path && recent.step != no_string) [[likely]]
                return {recent.step, recent.task};
        }
        return other_handle(handle);
    }

    /// The name of an option of a choice that is being made: a handle's; "latency=2 of 0.1 deposit"
    /// of a value, a fault or a cancellation; "tick" or "no tick".
    StringId option(const ChoicePoint& point, std::uint32_t rank);

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
    /// What is known by a path: who is behind it, a task or something that was made, and what else
    /// recurs in every step.
    struct Known {
        PathId id;
        std::uint32_t task;     ///< index in tasks_; or `nobody`
        std::uint32_t creator;  ///< index in known_; `nobody` for the loop, and for the unknown
        std::uint32_t ordinal;
        StringId path;                  ///< empty until it is asked for
        std::uint32_t object = nobody;  ///< index in objects_, once it is there
    };

    /// A task that was asked for lately: much of what happens happens to a few.
    struct Recent {
        PathId path{};
        std::uint32_t task = nobody;
        StringId step = no_string;  ///< the name of its steps, once spelled
    };
    /// The object that was asked for last.
    struct Latest {
        PathId path{};
        std::uint32_t index = nobody;
    };

    Recent& recent_of(PathId path) {
        return recent_[static_cast<std::size_t>(path) % std::tuple_size_v<decltype(recent_)>];
    }

    std::uint32_t find(const TaskState& task);
    std::uint32_t find_object(const TraceEvent& event);
    std::uint32_t add(const TaskState& task);
    std::uint32_t add_object(const TraceEvent& event);
    std::uint32_t add_known(const Known& known);
    HandleName other_handle(const Handle& handle);
    HandleName named(StringId name, StringId subject, std::uint32_t task, bool answer = false);
    std::uint32_t owner_of(const Handle& handle, bool* derived);
    std::uint32_t derived_from(std::uint64_t key);
    HandleName spell(const Handle& handle);
    StringId path_of(std::uint32_t known);
    StringId path_below(PathId creator, char separator, std::uint32_t ordinal, PathId id);
    std::uint32_t asker(PathId path) const;
    std::string asker_label(PathId path);

    StringTable strings_;
    std::vector<RecordedTask> tasks_;
    std::vector<RecordedObject> objects_;
    std::vector<Known> known_;
    std::vector<HandleName> handles_;
    std::vector<RecordedName> made_up_;
    std::array<Recent, 32> recent_{};  // by path
    Latest latest_object_;
    detail::IdTable known_ids_;  // by path: index in known_
    detail::IdTable derived_ids_{
        8};                       // by the path of a callback on the owner's end: index in known_
    std::size_t derived_ = 0;     // so many of known_ stand in derived_ids_
    detail::IdTable handle_ids_;  // by path and kind: index in handles_
    detail::IdTable option_ids_{8};  // by asker, label and rank: StringId
};

}  // namespace foliot
