#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/choice.h"
#include "sim/loop_settings.h"
#include "sim/object_kind.h"
#include "sim/observer.h"
#include "sim/outcome.h"
#include "traces/file/kind_table.h"
#include "traces/file/string_table.h"

namespace foliot {

/// The schema that this Foliot writes and reads.
inline constexpr std::string_view trace_schema = "foliot-trace/1";

/// Stands for "at no time" in events.
inline constexpr std::int64_t never_ns = nanoseconds(no_deadline);

/// Stands for "no task" and "no object".
inline constexpr std::uint32_t nobody = ~std::uint32_t{0};

struct RecordedTask {
    StringId path;         ///< "0.1": the ordinals of its spawns, from the root
    StringId name;         ///< given at spawn, or the coroutine function's
    std::uint32_t parent;  ///< index of the task that spawned it; `nobody` for the loop
    bool thread = false;   ///< a simulated thread

    bool operator==(const RecordedTask&) const = default;
};

struct RecordedObject {
    StringId path;           ///< "0.1/2": the creating task's path and an ordinal
    StringId kind;           ///< "Lock"
    StringId name;           ///< given by the user; may be empty
    Role role = Role::none;  ///< what it is to the laws
    /// What it had before the first event about it.
    std::vector<std::pair<Quantity, std::int64_t>> initial{};

    bool operator==(const RecordedObject&) const = default;
};

/// How the name of a choice is made up: "timer of 0.1 deposit" of a handle, "latency=2 of 0.1
/// deposit" of an answer.
struct RecordedName {
    StringId name;
    StringId subject;    ///< what a handle does, or is asked for: "timer", "latency"
    std::uint32_t task;  ///< on whose behalf; or `nobody`
    bool answer;         ///< of what is asked for: the option follows

    bool operator==(const RecordedName&) const = default;
};

/// A decision among `of` options, and what was taken.
struct RecordedChoice {
    ChoiceKind kind;
    std::uint32_t of;
    std::uint32_t taken;
    StringId what;       ///< name of the option taken
    StringId fifo;       ///< of a `ready` choice other than 0: name of option 0; or empty
    std::uint64_t step;  ///< the step it decides, or was made in; `no_step` before the run

    bool operator==(const RecordedChoice&) const = default;
};

/// Something that happened. Every step begins with an event "step" whose text is the name of the
/// handle that runs.
struct RecordedEvent {
    std::uint64_t step;    ///< `no_step` before the run
    std::int64_t time_ns;  ///< virtual time
    std::uint64_t cause;   ///< of a "step": the step that made it ready; else `no_step`
    std::int64_t value;
    std::int64_t until_ns;  ///< of a wait: when it ends by itself; or `never_ns`
    std::uint32_t task;     ///< index in `tasks`, or `nobody`
    std::uint32_t object;   ///< index in `objects`, or `nobody`
    std::uint32_t other;    ///< a second task, or `nobody`
    KindId kind;            ///< in `kinds`
    Quantity wanted;        ///< of a wait: what of the object
    bool cancelled;         ///< of a wake: the wait was cancelled
    StringId text;
    StringId where;  ///< "file:line"; may be empty

    bool operator==(const RecordedEvent&) const = default;
};

/// One edge of the graph of who waits for whom, at the end of a run that failed.
struct RecordedWait {
    std::string task;                  ///< "0.1 deposit"
    std::string waits_for;             ///< "0/2 Lock orders", "0.2 pay_interest", or a description
    std::vector<std::string> held_by;  ///< the tasks that have it, where that is known
    std::uint64_t since = no_step;     ///< the step in which the wait began
    std::int64_t since_ns = 0;         ///< its virtual time
    std::string where;                 ///< place of the await; may be empty

    bool operator==(const RecordedWait&) const = default;
};

struct RecordedOutcome {
    Verdict verdict = Verdict::completed;
    std::string message;
    std::uint64_t step = 0;
    std::int64_t time_ns = 0;
    std::string where;
    std::vector<RecordedWait> wait_for;

    bool operator==(const RecordedOutcome&) const = default;
};

/// What made a trace. Part of no digest.
struct Tool {
    std::string version;
    std::string compiler;

    bool operator==(const Tool&) const = default;
};

/// This library, as this compiler built it.
Tool this_tool();

/// A file that the run read.
struct TraceInput {
    std::string file;
    std::string hash;

    bool operator==(const TraceInput&) const = default;
};

/// An option of its scenario that the run was given.
struct TraceOption {
    std::string name;
    std::optional<std::string> value;  ///< none for flags, and if it was left out

    bool operator==(const TraceOption&) const = default;
};

/// A run, remembered: the choices that made it and what followed. The value behind a trace file.
struct Trace {
    Tool tool;
    std::string scenario;
    std::string strategy = "fifo";
    LoopSettings settings;          ///< seed, clock, limits
    std::vector<std::string> laws;  ///< that watched it, by their words
    std::vector<TraceInput> input;
    std::vector<TraceOption> options;
    std::shared_ptr<const nlohmann::ordered_json> program;  ///< the JSON program itself, or null
    std::string arguments;  ///< of a property: how RapidCheck makes them again; or empty

    StringTable strings;
    KindTable kinds;
    bool kinds_described = true;  ///< false of a file that does not say what its events mean
    std::vector<RecordedTask> tasks;
    std::vector<RecordedObject> objects;
    std::vector<RecordedName>
        names;  ///< of choices, by StringId; those not made up so are left out
    std::vector<RecordedChoice> choices;
    std::vector<RecordedEvent> events;
    std::uint64_t dropped = 0;  ///< events that came after the recorder's limit
    RecordedOutcome outcome;
    std::uint64_t digest = 0;  ///< see digest.h

    std::string_view text(StringId id) const { return strings[id]; }
    const EventKind& kind(const RecordedEvent& event) const { return kinds[event.kind]; }
    /// How a name of a choice is made up; null if that is not known.
    const RecordedName* made_up(StringId name) const;
    /// "0.1 deposit"; empty for `nobody`.
    std::string task_label(std::uint32_t task) const;
    /// "0/2 Lock orders"; empty for `nobody`.
    std::string object_label(std::uint32_t object) const;
};

/// "0.1 deposit", as in the names of choices.
std::string label_of(const StringTable& strings, const RecordedTask& task);
/// "0/2 Lock orders".
std::string label_of(const StringTable& strings, const RecordedObject& object);

}  // namespace foliot
