// The statements of programs that are seldom: one small coroutine each, for a frame costs what its
// largest statement needs.

#include <optional>
#include <utility>

#include "primitives/gather.h"
#include "primitives/shield.h"
#include "primitives/wait.h"
#include "programs/interpreter.h"

namespace foliot {

namespace {

ReturnWhen return_when(Until until) {
    switch (until) {
        case Until::first:
            return ReturnWhen::first_completed;
        case Until::error:
            return ReturnWhen::first_exception;
        case Until::all:
            break;
    }
    return ReturnWhen::all_completed;
}

}  // namespace

Coro<ProgramRun::Ended> ProgramRun::wait_until_statement(const Statement& s) {
    const Variable& variable = *variables_[s.variable];
    const auto reached = [&variable, &s] { return variable.read() >= s.number; };
    const Result<> waited = co_await quietly(object<Condition>(s.target)->wait_for(reached));
    co_return waited;
}

Coro<ProgramRun::Ended> ProgramRun::abort_statement(const Statement& s) {
    const Result<> aborted = co_await quietly(object<Barrier>(s.target)->abort());
    co_return aborted;
}

Coro<ProgramRun::Ended> ProgramRun::reset_statement(const Statement& s) {
    const Result<> reset = co_await quietly(object<Barrier>(s.target)->reset());
    co_return reset;
}

Coro<ProgramRun::Ended> ProgramRun::shield_statement(const Statement& s) {
    const Task<>* const found = spawned(s.target);
    if (found == nullptr) co_return LogValue("unspawned");
    const Task<> task = *found;
    const Result<> ended = co_await quietly(shield(task));
    co_return ended;
}

std::vector<Task<>> ProgramRun::spawn_all(const Statement& s) {
    std::vector<Task<>> tasks;
    tasks.reserve(s.tasks.size);
    for (const std::size_t task : program_.spawned_by(s))
        tasks.push_back(spawn_task(task));
    return tasks;
}

Coro<ProgramRun::Ended> ProgramRun::gather_statement(const Statement& s) {
    std::vector<Task<>> tasks = spawn_all(s);
    if (!s.flag) {
        const Result<> gathered = co_await quietly(gather(tasks));
        if (!gathered) co_return gathered.failure();
    } else {
        const auto gathered = co_await quietly(gather(return_exceptions, tasks));
        if (!gathered) co_return gathered.failure();
    }
    std::string ends;
    for (const std::size_t task : program_.spawned_by(s)) {
        if (!ends.empty()) ends += ',';
        ends += task_end(task);
    }
    co_return LogValue(kept(std::move(ends)));
}

Coro<ProgramRun::Ended> ProgramRun::wait_tasks_statement(const Statement& s) {
    std::vector<Task<>> tasks = spawn_all(s);
    const std::optional<Duration> timeout =
        s.flag ? std::optional<Duration>(ticks(s.number)) : std::nullopt;
    auto waited = co_await quietly(foliot::wait(std::move(tasks), return_when(s.until), timeout));
    if (!waited) co_return waited.failure();
    std::string names;
    for (const Task<>& task : (*waited).done) {
        names += (names.empty() ? "" : ",") + task.name();
    }
    co_return LogValue(kept(std::move(names)));
}

Coro<ProgramRun::Ended> ProgramRun::join_queue_statement(const Statement& s) {
    const Result<> joined = co_await quietly(queue(s).join());
    co_return joined;
}

}  // namespace foliot
