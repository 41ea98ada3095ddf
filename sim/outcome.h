#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "sim/clock.h"
#include "sim/warning.h"

namespace foliot {

/// How a run ended. All but `completed` are failures.
enum class Verdict : std::uint8_t {
    completed,
    deadlock,    ///< tasks left, nothing ready, no timer
    check,       ///< a FOLIOT_CHECK, an assertion or a law did not hold
    error,       ///< an exception that no task awaited
    left_over,   ///< tasks were still running when the root had ended
    step_limit,  ///< more steps than allowed
    time_limit,  ///< more virtual time than allowed
    crash,       ///< the process died
    hang,        ///< a step did not end
};

/// The stable name, as reports and traces spell it: `left_over`.
std::string_view name_of(Verdict verdict);
std::optional<Verdict> verdict_named(std::string_view name);

/// A task that will never run again, and why.
struct Blocked {
    std::string task;         ///< the task's name
    std::string waits_for;    ///< the object or task, by kind and name
    std::string held_by;      ///< who has it; empty where nobody does or it is not known
    std::source_location at;  ///< the await; line 0 where unknown
};

/// One line on who waits for what: "a waits for Lock x, held by b, at bank.cpp:12; ...".
std::string describe(const std::vector<Blocked>& blocked);

/// Something that a scenario published.
struct Figure {
    std::string name;
    std::int64_t value = 0;
    bool time = false;  ///< nanoseconds; else a count

    /// Its name in JSON, where a time says its unit: "shutdown_ns".
    std::string key() const { return time ? name + "_ns" : name; }
};

/// What a run came to.
struct Outcome {
    Verdict verdict = Verdict::completed;
    std::string message;         ///< one line; empty when completed
    std::uint64_t step = 0;      ///< the step of the failure, or the last one
    VirtualTime time{};          ///< its virtual time
    std::uint64_t steps = 0;     ///< how many steps the run took
    std::size_t left_over = 0;   ///< tasks still running when the root had ended
    std::source_location where;  ///< place of the failure; line 0 where unknown
    std::vector<Blocked> blocked;
    /// What the scenario published, in the order of the first time; see publish().
    std::vector<Figure> values;
    std::exception_ptr error;  ///< the exception behind `error` and `check`, where there is one
    /// What debug mode noticed, in the order in which it happened.
    std::vector<Warning> warnings;
    std::size_t warnings_dropped = 0;  ///< how many came after the first `most_warnings`

    static constexpr std::size_t most_warnings = 100;

    bool failed() const { return verdict != Verdict::completed; }
};

/// `file:line`, the file relative to the root of its project; empty where the place is unknown.
std::string place_of(const std::source_location& where);

}  // namespace foliot
