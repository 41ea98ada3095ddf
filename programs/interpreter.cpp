#include "programs/interpreter.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sim/error.h"
#include "sim/loop.h"

namespace foliot {

namespace {

class ProgramFailure : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

const ErrorKind custom{"Custom", "raised by the program", errors::raise_text<ProgramFailure>};
const ErrorKind asserted_kind{"Assert", "an assert does not hold",
                              errors::raise_text<ProgramFailure>};

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

std::string shown(const LogValue& value) {
    if (const auto* const text = std::get_if<std::string_view>(&value)) return std::string(*text);
    if (const auto* const flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    return std::to_string(std::get<std::int64_t>(value));
}

/// Stands in footprints for whether a task of the program was spawned.
PathId slot_of(std::size_t task) {
    return child_path(root_path, Branch::mailbox, task);
}

}  // namespace

std::string_view path_of(const LogRow& row, const Program& program) {
    return row.statement == nullptr ? "end" : program.path(*row.statement);
}

void adjust_for_programs(LoopOptions& options) {
    options.unhandled_errors = false;
}

ProgramRun::ProgramRun(const Program& program, Loop& loop)
    : program_(program), loop_(detail::kernel_of(loop)), tasks_(program.tasks.size()) {
    const Loop::Use use(loop);
    objects_.reserve(program.objects.size());
    for (const ObjectSpec& spec : program.objects)
        create(spec);
    variables_.reserve(program.vars.size());
    for (const std::string& name : program.vars) {
        variables_.push_back(std::make_unique<Variable>(name));
    }
    // Nothing is run twice, so that there cannot be more rows.
    log_.resize(program.statements.size() + program.tasks.size());
    for (const std::size_t task : program.start)
        spawn_task(task);
}

Outcome ProgramRun::finish() {
    Outcome outcome = loop_.run();
    const std::optional<std::size_t> asserted = this->asserted();
    if (!asserted || outcome.failed()) return outcome;
    outcome.verdict = Verdict::check;
    outcome.message = "an assert of task " + program_.tasks[*asserted].name + " does not hold";
    const auto rows = log();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const LogRow& each) {
        return each.task == *asserted && each.outcome == LogValue("Assert");
    });
    if (row == rows.end()) return outcome;
    outcome.message += ": statement " + std::string(path_of(*row, program_));
    outcome.time = row->time;
    return outcome;
}

Task<> ProgramRun::spawn_task(std::size_t task) {
    keep(task, spawn(task_body(task).pinned(), program_.tasks[task].name));
    return tasks_[task];
}

void ProgramRun::keep(std::size_t task, Task<> spawned) {
    if (loop_.observed()) loop_.access(slot_of(task), Access::write);
    tasks_[task] = std::move(spawned);
}

const Task<>* ProgramRun::spawned(std::size_t task) const {
    if (loop_.observed()) loop_.access(slot_of(task), Access::read);
    return tasks_[task] ? &tasks_[task] : nullptr;
}

std::string_view ProgramRun::name_of(const Failure& failure) {
    return failure.members().empty() ? failure.kind().name : kept(failure.name());
}

std::string_view ProgramRun::kept(std::string text) {
    return texts_.emplace_front(std::move(text));
}

void ProgramRun::tell_row(const LogRow& row) const {
    note(std::string(path_of(row, program_)) + " " + shown(row.outcome), 0, {});
}

void ProgramRun::at_once(PoolVector<std::int64_t>& registers, const Statement& s, Ended& ended) {
    switch (s.op) {
        case Op::release:
            ended.failure = release(s.target);
            break;
        case Op::locked:
            ended.value = locked_statement(s);
            break;
        case Op::set:
            object<Event>(s.target)->set({});
            break;
        case Op::clear:
            object<Event>(s.target)->clear({});
            break;
        case Op::notify:
            ended.failure =
                object<Condition>(s.target)->try_notify(static_cast<std::size_t>(s.number), {});
            break;
        case Op::notify_all:
            ended.failure = object<Condition>(s.target)->try_notify_all({});
            break;
        case Op::put_nowait:
            ended.failure = put_item(s);
            break;
        case Op::get_nowait:
            take_item(s, ended);
            break;
        case Op::task_done:
            ended.failure = queue(s).try_task_done({});
            break;
        case Op::shutdown:
            with_queue(s, [&s](auto& queue) { queue.shutdown(s.flag, {}); });
            break;
        case Op::add:
            variables_[s.target]->write(sum(variables_[s.target]->read(), s.number));
            break;
        case Op::load:
            registers[s.reg] = variables_[s.target]->read();
            break;
        case Op::store:
            variables_[s.target]->write(sum(registers[s.reg], s.number));
            break;
        case Op::assert_:
            if (!assertion_holds(s)) ended.failure = Failure(asserted_kind);
            break;
        case Op::spawn:
            spawn_task(s.target);
            break;
        case Op::cancel:
            ended.value = cancel_statement(s);
            break;
        default:  // raise
            ended.failure = Failure(custom);
            break;
    }
}

bool ProgramRun::assertion_holds(const Statement& s) const {
    return holds(variables_[s.target]->read(), s.comparison, s.number);
}

LogValue ProgramRun::cancel_statement(const Statement& s) {
    const Task<>* const task = spawned(s.target);
    if (task == nullptr) return std::string_view("unspawned");
    return task->state().cancel();
}

std::string_view ProgramRun::task_end(std::size_t task) {
    if (!tasks_[task]) return {};
    const TaskState& state = tasks_[task].state();
    if (!state.done()) return "pending";
    return state.peek_failure() ? name_of(state.peek_failure()) : "ok";
}

std::optional<std::size_t> ProgramRun::asserted() const {
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
        if (tasks_[i] && tasks_[i].state().peek_failure().is(asserted_kind)) return i;
    }
    return std::nullopt;
}

}  // namespace foliot
