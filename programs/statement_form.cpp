#include "programs/statement_form.h"

#include <algorithm>
#include <initializer_list>

#include "sim/detail/enum_table.h"

namespace foliot {

namespace {

/// Types of objects, a bit each.
class Types {
  public:
    constexpr Types(std::initializer_list<ObjectType> types) {
        for (const ObjectType type : types)
            bits_ |= bit(type);
    }
    constexpr bool has(ObjectType type) const { return (bits_ & bit(type)) != 0; }

  private:
    static constexpr unsigned bit(ObjectType type) { return 1U << static_cast<unsigned>(type); }

    unsigned bits_ = 0;
};

struct ArgumentForm {
    Argument argument;
    Refers refers;
    Types types{};  // of an object
};

constexpr std::array argument_forms{
    ArgumentForm{Argument::lockable,
                 Refers::object,
                 {ObjectType::lock, ObjectType::semaphore, ObjectType::bounded_semaphore,
                  ObjectType::condition}},
    ArgumentForm{Argument::event, Refers::object, {ObjectType::event}},
    ArgumentForm{Argument::condition, Refers::object, {ObjectType::condition}},
    ArgumentForm{Argument::barrier, Refers::object, {ObjectType::barrier}},
    ArgumentForm{Argument::waitable,
                 Refers::object,
                 {ObjectType::event, ObjectType::condition, ObjectType::barrier}},
    ArgumentForm{Argument::queue, Refers::object, {ObjectType::queue, ObjectType::lifo_queue}},
    ArgumentForm{Argument::variable, Refers::variable},
    ArgumentForm{Argument::watched, Refers::variable},
    ArgumentForm{Argument::reg, Refers::nothing},
    ArgumentForm{Argument::task, Refers::task},
    ArgumentForm{Argument::spawned, Refers::task},
    ArgumentForm{Argument::all_spawned, Refers::task},
    ArgumentForm{Argument::count, Refers::nothing},
    ArgumentForm{Argument::integer, Refers::nothing},
    ArgumentForm{Argument::flag, Refers::nothing},
    ArgumentForm{Argument::comparison, Refers::nothing},
    ArgumentForm{Argument::until, Refers::nothing},
    ArgumentForm{Argument::limit, Refers::nothing},
    ArgumentForm{Argument::errors, Refers::errors},
    ArgumentForm{Argument::body, Refers::statements},
    ArgumentForm{Argument::handler, Refers::statements},
    ArgumentForm{Argument::cleanup, Refers::statements},
};
static_assert(detail::has_row_for_each(argument_forms, &ArgumentForm::argument, Argument::cleanup));

constexpr std::array forms = [] {
    using enum Argument;
    return std::array{
        StatementForm{Op::sleep, "sleep", {count}},
        StatementForm{Op::acquire, "acquire", {lockable}},
        StatementForm{Op::release, "release", {lockable}},
        StatementForm{Op::locked, "locked", {lockable}},
        StatementForm{Op::with, "with", {lockable, body}},
        StatementForm{Op::set, "set", {event}},
        StatementForm{Op::clear, "clear", {event}},
        StatementForm{Op::wait, "wait", {waitable}},
        StatementForm{Op::wait_until, "wait_until", {condition, watched, integer}},
        StatementForm{Op::notify, "notify", {condition, count}},
        StatementForm{Op::notify_all, "notify_all", {condition}},
        StatementForm{Op::add, "add", {variable, integer}},
        StatementForm{Op::load, "load", {reg, variable}},
        StatementForm{Op::store, "store", {variable, reg, integer}},
        StatementForm{Op::assert_, "assert", {variable, comparison, integer}},
        StatementForm{Op::abort, "abort", {barrier}},
        StatementForm{Op::reset, "reset", {barrier}},
        StatementForm{Op::timeout, "timeout", {count, body}},
        StatementForm{Op::spawn, "spawn", {spawned}},
        StatementForm{Op::join, "join", {task}},
        StatementForm{Op::shield, "shield", {task}},
        StatementForm{Op::cancel, "cancel", {task}},
        StatementForm{Op::group, "group", {all_spawned, body}},
        StatementForm{Op::gather, "gather", {all_spawned, flag}},
        StatementForm{Op::wait_tasks, "wait_tasks", {all_spawned, until, limit}},
        StatementForm{Op::put, "put", {queue, integer}},
        StatementForm{Op::get, "get", {queue}},
        StatementForm{Op::put_nowait, "put_nowait", {queue, integer}},
        StatementForm{Op::get_nowait, "get_nowait", {queue}},
        StatementForm{Op::task_done, "task_done", {queue}},
        StatementForm{Op::join_queue, "join_queue", {queue}},
        StatementForm{Op::shutdown, "shutdown", {queue, flag}},
        StatementForm{Op::raise, "raise", {}},
        StatementForm{Op::try_, "try", {body, errors, handler}},
        StatementForm{Op::finally, "finally", {body, cleanup}},
    };
}();
static_assert(detail::has_row_for_each(forms, &StatementForm::op, Op::finally));

const ArgumentForm& form_of(Argument argument) {
    return argument_forms[static_cast<std::size_t>(argument)];
}

}  // namespace

Refers refers_to(Argument argument) {
    return form_of(argument).refers;
}

bool fits(Argument argument, ObjectType type) {
    return form_of(argument).types.has(type);
}

std::span<const StatementForm> statement_forms() {
    return forms;
}

const StatementForm* find_form(std::string_view name) {
    const auto* const form = std::find_if(
        forms.begin(), forms.end(), [name](const StatementForm& f) { return f.name == name; });
    return form == forms.end() ? nullptr : form;
}

std::string_view name_of(Op op) {
    return forms.at(static_cast<std::size_t>(op)).name;
}

}  // namespace foliot
