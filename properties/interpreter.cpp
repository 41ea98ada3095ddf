#include "properties/interpreter.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sim/error.h"
#include "sim/sleep.h"

namespace foliot {

namespace {

class ProgramFailure : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

const ErrorKind custom{"Custom", "raised by the program", errors::raise_text<ProgramFailure>};
const ErrorKind asserted_kind{"Assert", "an assert does not hold",
                              errors::raise_text<ProgramFailure>};

const std::string end_path = "end";

bool holds(std::int64_t left, Comparison comparison, std::int64_t right) {
    switch (comparison) {
        case Comparison::eq:
            return left == right;
        case Comparison::ne:
            return left != right;
        case Comparison::lt:
            return left < right;
        case Comparison::le:
            return left <= right;
        case Comparison::gt:
            return left > right;
        case Comparison::ge:
            return left >= right;
    }
    return false;
}

/// Wraps around instead of overflowing.
std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// Stands in footprints for whether a task of the program was spawned.
PathId slot_of(std::size_t task) {
    return child_path(root_path, Branch::mailbox, task);
}

}  // namespace

ProgramRun::ProgramRun(const Program& program, Loop& loop)
    : program_(program), loop_(loop), tasks_(program.tasks.size()) {
    const Loop::Use use(loop);
    for (const ObjectSpec& spec : program.objects)
        create(spec);
    for (const std::string& name : program.vars) {
        variables_.push_back(std::make_unique<Variable>(name));
    }
    for (const std::size_t task : program.start)
        spawn_task(task);
}

Task<> ProgramRun::spawn_task(std::size_t task) {
    keep(task, spawn(task_body(task).pinned(), program_.tasks[task].name));
    return *tasks_[task];
}

void ProgramRun::keep(std::size_t task, Task<> spawned) {
    loop_.access(slot_of(task), Access::write);
    tasks_[task] = std::move(spawned);
}

const Task<>* ProgramRun::spawned(std::size_t task) const {
    loop_.access(slot_of(task), Access::read);
    return tasks_[task] ? &*tasks_[task] : nullptr;
}

ProgramRun::Value ProgramRun::ok_or(const Failure& failure) {
    if (failure) return failure;
    return ok();
}

std::string_view ProgramRun::name_of(const Failure& failure) {
    return failure.members().empty() ? failure.kind().name : kept(failure.name());
}

std::string_view ProgramRun::kept(std::string text) {
    return texts_.emplace_back(std::move(text));
}

Coro<Result<>> ProgramRun::task_body(std::size_t task) {
    Frame frame{task, {}};
    const Result<> ended = co_await body(frame, program_.tasks[task].body);
    write_row(task, end_path, ended ? ok() : name_of(ended.failure()));
    co_return ended;
}

Coro<Result<>> ProgramRun::body(Frame& frame, const std::vector<Statement>& statements) {
    for (const Statement& each : statements) {
        std::optional<Value> ended = at_once(frame, each);
        if (!ended) ended = co_await statement(frame, each);
        const bool failed = !*ended;
        write_row(frame.task, each.path, failed ? name_of(ended->failure()) : **ended);
        if (failed) co_return ended->failure();
    }
    co_return Result<>();
}

void ProgramRun::write_row(std::size_t task, const std::string& path, LogValue outcome) {
    if (loop_.observed()) [[unlikely]] {
        const std::string shown = std::holds_alternative<std::string_view>(outcome)
                                      ? std::string(std::get<std::string_view>(outcome))
                                  : std::holds_alternative<bool>(outcome)
                                      ? (std::get<bool>(outcome) ? "true" : "false")
                                      : std::to_string(std::get<std::int64_t>(outcome));
        note(path + " " + shown, 0, {});
    }
    log_.push_back({loop_.now(), task, &path, outcome});
}

std::optional<ProgramRun::Value> ProgramRun::at_once(Frame& frame, const Statement& s) {
    const auto reg = [&frame, &s]() -> std::int64_t& {
        for (auto& [name, value] : frame.registers) {
            if (name == s.reg) return value;
        }
        return frame.registers.emplace_back(s.reg, 0).second;
    };
    switch (s.op) {
        case Op::release:
        case Op::locked:
        case Op::set:
        case Op::clear:
        case Op::notify:
        case Op::notify_all:
            return object_statement(s);
        case Op::put_nowait:
        case Op::get_nowait:
        case Op::task_done:
        case Op::shutdown:
            return queue_statement(s);
        case Op::add:
            variables_[s.target]->write(sum(variables_[s.target]->read(), s.number));
            return ok();
        case Op::load:
            reg() = variables_[s.target]->read();
            return ok();
        case Op::store:
            variables_[s.target]->write(sum(reg(), s.number));
            return ok();
        case Op::assert_:
            return assert_statement(s);
        case Op::spawn:
            spawn_task(s.target);
            return ok();
        case Op::cancel:
            return cancel_statement(s);
        case Op::raise:
            return Failure(custom);
        default:
            return std::nullopt;
    }
}

ProgramRun::Value ProgramRun::assert_statement(const Statement& s) {
    if (holds(variables_[s.target]->read(), s.comparison, s.number)) return ok();
    return Failure(asserted_kind);
}

ProgramRun::Value ProgramRun::cancel_statement(const Statement& s) {
    const Task<>* const task = spawned(s.target);
    if (task == nullptr) return LogValue("unspawned");
    return LogValue(task->state().cancel());
}

Coro<ProgramRun::Value> ProgramRun::statement(Frame& frame, const Statement& s) {
    switch (s.op) {
        case Op::sleep:
            return sleep_statement(s);
        case Op::acquire:
            return acquire_statement(s);
        case Op::with:
            return with_statement(frame, s);
        case Op::wait:
            return wait_statement(s);
        case Op::wait_until:
            return wait_until_statement(s);
        case Op::abort:
        case Op::reset:
            return break_statement(s);
        case Op::timeout:
            return timeout_statement(frame, s);
        case Op::join:
        case Op::shield:
            return join_statement(s);
        case Op::group:
            return group_statement(frame, s);
        case Op::gather:
            return gather_statement(s);
        case Op::wait_tasks:
            return wait_tasks_statement(s);
        case Op::put:
            return put_statement(s);
        case Op::get:
            return get_statement(s);
        case Op::join_queue:
            return join_queue_statement(s);
        case Op::try_:
            return try_statement(frame, s);
        case Op::finally:
            return finally_statement(frame, s);
        default:
            throw ProgramError("a statement that is not supported yet stands at " + s.path);
    }
}

std::optional<std::string> ProgramRun::task_end(std::size_t task) const {
    if (!tasks_[task]) return std::nullopt;
    const TaskState& state = tasks_[task]->state();
    if (!state.done()) return "pending";
    return state.peek_failure() ? state.peek_failure().name() : "ok";
}

std::optional<std::size_t> ProgramRun::asserted() const {
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
        if (tasks_[i] && tasks_[i]->state().peek_failure().is(asserted_kind)) return i;
    }
    return std::nullopt;
}

}  // namespace foliot
