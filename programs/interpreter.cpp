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

const ErrorKind ProgramRun::custom_kind{"Custom", "raised by the program",
                                        errors::raise_text<ProgramFailure>};
const ErrorKind ProgramRun::asserted_kind{"Assert", "an assert does not hold",
                                          errors::raise_text<ProgramFailure>};

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
