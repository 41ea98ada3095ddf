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
        case Comparison::eq: return left == right;
        case Comparison::ne: return left != right;
        case Comparison::lt: return left < right;
        case Comparison::le: return left <= right;
        case Comparison::gt: return left > right;
        case Comparison::ge: return left >= right;
    }
    return false;
}

/// Wraps around instead of overflowing.
std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) +
                                     static_cast<std::uint64_t>(b));
}

LogValue ok() { return std::string("ok"); }

Result<LogValue> ok_or(Failure failure) {
    if (failure) return failure;
    return ok();
}

}  // namespace

ProgramRun::ProgramRun(const Program& program, Loop& loop)
    : program_(program), loop_(loop), tasks_(program.tasks.size()) {
    const Loop::Use use(loop);
    for (const ObjectSpec& spec : program.objects) create(spec);
    for (const std::string& name : program.vars) {
        variables_.push_back(std::make_unique<Variable>(name));
    }
    for (const std::size_t task : program.start) spawn_task(task);
}

void ProgramRun::create(const ObjectSpec& spec) {
    auto& object = *objects_.emplace_back(std::make_unique<ProgramObject>());
    switch (spec.type) {
        case ObjectType::lock: object.emplace<Lock>(spec.name); break;
        case ObjectType::event: object.emplace<Event>(spec.name); break;
        case ObjectType::semaphore: object.emplace<Semaphore>(spec.number, spec.name); break;
        case ObjectType::bounded_semaphore:
            object.emplace<BoundedSemaphore>(spec.number, spec.name);
            break;
        case ObjectType::condition:
            if (spec.lock == ObjectSpec::no_lock) {
                object.emplace<Condition>(spec.name);
            } else {
                object.emplace<Condition>(std::get<Lock>(*objects_[spec.lock]), spec.name);
            }
            break;
        case ObjectType::barrier:
            object.emplace<Barrier>(static_cast<std::size_t>(spec.number), spec.name);
            break;
        case ObjectType::queue: break;
    }
}

Task<> ProgramRun::spawn_task(std::size_t task) {
    tasks_[task] = spawn(task_body(task), program_.tasks[task].name);
    return *tasks_[task];
}

Coro<Result<>> ProgramRun::task_body(std::size_t task) {
    Frame frame{task, {}};
    const Result<> ended = co_await body(frame, program_.tasks[task].body);
    write_row(task, end_path, ended ? ok() : ended.failure().name());
    co_return ended;
}

Coro<Result<>> ProgramRun::body(Frame& frame, const std::vector<Statement>& statements) {
    for (const Statement& each : statements) {
        std::optional<Value> ended = at_once(frame, each);
        if (!ended) ended = co_await statement(frame, each);
        const bool failed = !*ended;
        write_row(frame.task, each.path, failed ? LogValue(ended->failure().name()) : **ended);
        if (failed) co_return ended->failure();
    }
    co_return Result<>();
}

void ProgramRun::write_row(std::size_t task, const std::string& path, LogValue outcome) {
    if (loop_.observed()) [[unlikely]] {
        const std::string shown = std::holds_alternative<std::string>(outcome)
                                      ? std::get<std::string>(outcome)
                                  : std::holds_alternative<bool>(outcome)
                                      ? (std::get<bool>(outcome) ? "true" : "false")
                                      : std::to_string(std::get<std::int64_t>(outcome));
        note(path + " " + shown, 0, {});
    }
    log_.push_back({loop_.now(), task, &path, std::move(outcome)});
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
        case Op::notify_all: return object_statement(s);
        case Op::add:
            variables_[s.target]->write(sum(variables_[s.target]->read(), s.number));
            return ok();
        case Op::load: reg() = variables_[s.target]->read(); return ok();
        case Op::store: variables_[s.target]->write(sum(reg(), s.number)); return ok();
        case Op::assert_: return assert_statement(s);
        case Op::spawn: spawn_task(s.target); return ok();
        case Op::cancel: return cancel_statement(s);
        case Op::raise: return Failure(custom);
        default: return std::nullopt;
    }
}

ProgramRun::Value ProgramRun::object_statement(const Statement& s) {
    ProgramObject& object = *objects_[s.target];
    switch (s.op) {
        case Op::set: std::get<Event>(object).set({}); return ok();
        case Op::clear: std::get<Event>(object).clear({}); return ok();
        case Op::notify:
            return ok_or(std::get<Condition>(object).try_notify(
                static_cast<std::size_t>(s.number), {}));
        case Op::notify_all: return ok_or(std::get<Condition>(object).try_notify_all({}));
        case Op::release: return ok_or(release(s.target));
        default: break;  // locked
    }
    if (const auto* const semaphore = std::get_if<Semaphore>(&object)) {
        return LogValue(semaphore->locked());
    }
    if (const auto* const bounded = std::get_if<BoundedSemaphore>(&object)) {
        return LogValue(bounded->locked());
    }
    return object_state(s.target);
}

ProgramRun::Value ProgramRun::assert_statement(const Statement& s) {
    if (holds(variables_[s.target]->read(), s.comparison, s.number)) return ok();
    return Failure(asserted_kind);
}

ProgramRun::Value ProgramRun::cancel_statement(const Statement& s) {
    if (!tasks_[s.target]) return LogValue(std::string("unspawned"));
    return LogValue(tasks_[s.target]->cancel());
}

Coro<ProgramRun::Value> ProgramRun::statement(Frame& frame, const Statement& s) {
    switch (s.op) {
        case Op::sleep: return sleep_statement(s);
        case Op::acquire: return acquire_statement(s);
        case Op::with: return with_statement(frame, s);
        case Op::wait: return wait_statement(s);
        case Op::wait_until: return wait_until_statement(s);
        case Op::abort:
        case Op::reset: return break_statement(s);
        case Op::timeout: return timeout_statement(frame, s);
        case Op::join:
        case Op::shield: return join_statement(s);
        case Op::group: return group_statement(frame, s);
        case Op::gather: return gather_statement(s);
        case Op::try_: return try_statement(frame, s);
        case Op::finally: return finally_statement(frame, s);
        default: throw ProgramError("a statement that is not supported yet stands at " + s.path);
    }
}

Failure ProgramRun::release(std::size_t object) {
    ProgramObject& held = *objects_[object];
    if (auto* const lock = std::get_if<Lock>(&held)) return lock->try_release({});
    if (auto* const condition = std::get_if<Condition>(&held)) return condition->try_release({});
    if (auto* const bounded = std::get_if<BoundedSemaphore>(&held)) {
        return bounded->try_release({});
    }
    return std::get<Semaphore>(held).try_release({});
}

LogValue ProgramRun::object_state(std::size_t object) const {
    const ProgramObject& state = *objects_[object];
    if (const auto* const lock = std::get_if<Lock>(&state)) return lock->locked();
    if (const auto* const condition = std::get_if<Condition>(&state)) return condition->locked();
    if (const auto* const event = std::get_if<Event>(&state)) return event->is_set();
    if (const auto* const semaphore = std::get_if<Semaphore>(&state)) return semaphore->value();
    if (const auto* const bounded = std::get_if<BoundedSemaphore>(&state)) return bounded->value();
    if (const auto* const barrier = std::get_if<Barrier>(&state)) {
        if (barrier->broken()) return std::string("broken");
        return static_cast<std::int64_t>(barrier->n_waiting());
    }
    return std::int64_t{0};
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
