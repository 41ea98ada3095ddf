#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "programs/object_form.h"
#include "programs/program.h"
#include "sim/detail/enum_names.h"

namespace foliot {

/// What an argument of a statement is.
enum class Argument : std::uint8_t {
    lockable,  ///< a lock, semaphore or condition
    event,
    condition,
    barrier,
    waitable,  ///< an event, condition or barrier
    queue,     ///< of either type
    variable,
    watched,  ///< the variable of a predicate
    reg,      ///< a register of the task
    task,
    spawned,      ///< a task that the statement spawns
    all_spawned,  ///< a list of them
    count,        ///< a number from 0
    integer,
    flag,
    comparison,
    until,
    limit,   ///< a number from 0, or null
    errors,  ///< a list of their names
    body,
    handler,
    cleanup,
};

/// What an argument names, or holds.
enum class Refers : std::uint8_t { object, variable, task, nothing, errors, statements };

Refers refers_to(Argument argument);
/// Whether an object of this type may stand there. False for arguments that are no objects.
bool fits(Argument argument, ObjectType type);

/// The arguments of a statement, in their order.
class Arguments {
  public:
    template <class... Each>
    constexpr Arguments(Each... each)  // NOLINT: a list of them
        : size_(sizeof...(each)), list_{each...} {}

    constexpr std::size_t size() const { return size_; }
    constexpr Argument operator[](std::size_t at) const { return list_.at(at); }
    constexpr const Argument* begin() const { return list_.data(); }
    constexpr const Argument* end() const { return list_.data() + size_; }

  private:
    std::uint8_t size_;
    std::array<Argument, 3> list_;
};

/// How a statement is spelled: an array of its name and its arguments.
struct StatementForm {
    Op op;
    std::string_view name;
    Arguments arguments;
};

/// All of them, in the order of Op.
std::span<const StatementForm> statement_forms();
/// The form of the statement of this name; null where there is none.
const StatementForm* find_form(std::string_view name);
/// As programs spell it: "wait_until".
std::string_view name_of(Op op);

/// The words of `assert` and of `wait_tasks`.
inline constexpr detail::EnumNames<Comparison::ge> comparison_names("==", "!=", "<", "<=", ">",
                                                                    ">=");
inline constexpr detail::EnumNames<Until::all> until_names("first", "error", "all");

}  // namespace foliot
