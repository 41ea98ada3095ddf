// The statements of programs that may suspend: one small coroutine each, for a frame costs what its
// largest statement needs.

#include <algorithm>
#include <utility>

#include "primitives/gather.h"
#include "primitives/shield.h"
#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "primitives/wait.h"
#include "properties/interpreter.h"
#include "sim/sleep.h"

namespace foliot {

namespace {

Duration ticks(std::int64_t count) {
    return Duration(count * tick_ns);
}

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

Coro<ProgramRun::Value> ProgramRun::sleep_statement(const Statement& s) {
    const Result<> slept = co_await quietly(sleep(ticks(s.number)));
    co_return ok_or(slept.failure());
}

Coro<Result<>> ProgramRun::acquire(std::size_t object) {
    ProgramObject& wanted = *objects_[object];
    if (auto* const lock = std::get_if<Lock>(&wanted)) {
        co_return co_await quietly(lock->acquire());
    }
    if (auto* const condition = std::get_if<Condition>(&wanted)) {
        co_return co_await quietly(condition->acquire());
    }
    if (auto* const bounded = std::get_if<BoundedSemaphore>(&wanted)) {
        co_return co_await quietly(bounded->acquire());
    }
    co_return co_await quietly(std::get<Semaphore>(wanted).acquire());
}

Coro<ProgramRun::Value> ProgramRun::acquire_statement(const Statement& s) {
    const Result<> acquired = co_await acquire(s.target);
    co_return ok_or(acquired.failure());
}

Coro<ProgramRun::Value> ProgramRun::with_statement(Frame& frame, const Statement& s) {
    const Result<> entered = co_await acquire(s.target);
    if (!entered) co_return entered.failure();
    const Result<> ended = co_await body(frame, s.body);
    Failure failure = release(s.target);
    if (failure) co_return failure;
    co_return ok_or(ended.failure());
}

Coro<ProgramRun::Value> ProgramRun::wait_statement(const Statement& s) {
    ProgramObject& object = *objects_[s.target];
    if (auto* const barrier = std::get_if<Barrier>(&object)) {
        const Result<std::size_t> index = co_await quietly(barrier->wait());
        if (!index) co_return index.failure();
        co_return LogValue(static_cast<std::int64_t>(*index));
    }
    if (auto* const condition = std::get_if<Condition>(&object)) {
        const Result<> waited = co_await quietly(condition->wait());
        co_return ok_or(waited.failure());
    }
    const Result<bool> waited = co_await quietly(std::get<Event>(object).wait());
    if (!waited) co_return waited.failure();
    co_return ok();
}

Coro<ProgramRun::Value> ProgramRun::wait_until_statement(const Statement& s) {
    const Variable& variable = *variables_[s.variable];
    const auto reached = [&variable, &s] { return variable.read() >= s.number; };
    const Result<> waited =
        co_await quietly(std::get<Condition>(*objects_[s.target]).wait_for(reached));
    co_return ok_or(waited.failure());
}

Coro<ProgramRun::Value> ProgramRun::break_statement(const Statement& s) {
    Barrier& barrier = std::get<Barrier>(*objects_[s.target]);
    if (s.op == Op::abort) {
        const Result<> aborted = co_await quietly(barrier.abort());
        co_return ok_or(aborted.failure());
    }
    const Result<> reset = co_await quietly(barrier.reset());
    co_return ok_or(reset.failure());
}

Coro<ProgramRun::Value> ProgramRun::timeout_statement(Frame& frame, const Statement& s) {
    Timeout scope;
    Failure failure = scope.enter(later(loop_.now(), ticks(s.number)));
    if (failure) co_return failure;
    const Result<> ended = co_await body(frame, s.body);
    failure = scope.exit(ended.failure());
    if (failure) co_return failure;
    co_return ok();
}

Coro<ProgramRun::Value> ProgramRun::join_statement(const Statement& s) {
    const Task<>* const found = spawned(s.target);
    if (found == nullptr) co_return LogValue("unspawned");
    const Task<> task = *found;
    if (s.op == Op::shield) {
        const Result<> ended = co_await quietly(shield(task));
        co_return ok_or(ended.failure());
    }
    const Result<> ended = co_await quietly(task);
    co_return ok_or(ended.failure());
}

Coro<ProgramRun::Value> ProgramRun::group_statement(Frame& frame, const Statement& s) {
    TaskGroup group;
    for (const std::size_t task : s.tasks) {
        keep(task, group.spawn(task_body(task).pinned(), program_.tasks[task].name));
    }
    const Result<> ended = co_await body(frame, s.body);
    const Result<> left = co_await quietly(group.exit(ended.failure()));
    co_return ok_or(left.failure());
}

Coro<ProgramRun::Value> ProgramRun::gather_statement(const Statement& s) {
    std::vector<Task<>> tasks;
    for (const std::size_t task : s.tasks)
        tasks.push_back(spawn_task(task));
    if (!s.flag) {
        const Result<> gathered = co_await quietly(gather(tasks));
        if (!gathered) co_return gathered.failure();
    } else {
        const auto gathered = co_await quietly(gather(return_exceptions, tasks));
        if (!gathered) co_return gathered.failure();
    }
    std::string ends;
    for (const std::size_t task : s.tasks) {
        ends += (ends.empty() ? "" : ",") + *task_end(task);
    }
    co_return LogValue(kept(std::move(ends)));
}

Coro<ProgramRun::Value> ProgramRun::wait_tasks_statement(const Statement& s) {
    std::vector<Task<>> tasks;
    for (const std::size_t task : s.tasks)
        tasks.push_back(spawn_task(task));
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

Coro<ProgramRun::Value> ProgramRun::put_statement(const Statement& s) {
    const Result<> put = co_await quietly(queue(s).put(s.number));
    co_return ok_or(put.failure());
}

Coro<ProgramRun::Value> ProgramRun::get_statement(const Statement& s) {
    const Result<std::int64_t> item = co_await quietly(queue(s).get());
    if (!item) co_return item.failure();
    co_return LogValue(*item);
}

Coro<ProgramRun::Value> ProgramRun::join_queue_statement(const Statement& s) {
    const Result<> joined = co_await quietly(queue(s).join());
    co_return ok_or(joined.failure());
}

Coro<ProgramRun::Value> ProgramRun::try_statement(Frame& frame, const Statement& s) {
    const Result<> ended = co_await body(frame, s.body);
    if (ended) co_return ok();
    // A group is caught by its bare name.
    const std::string_view name = ended.failure().kind().name;
    if (std::find(s.names.begin(), s.names.end(), name) == s.names.end()) {
        co_return ended.failure();
    }
    const Result<> handled = co_await body(frame, s.handler);
    if (!handled) co_return handled.failure();
    co_return LogValue("caught");
}

Coro<ProgramRun::Value> ProgramRun::finally_statement(Frame& frame, const Statement& s) {
    const Result<> ended = co_await body(frame, s.body);
    const Result<> cleaned = co_await body(frame, s.handler);
    if (!cleaned) co_return cleaned.failure();
    co_return ok_or(ended.failure());
}

}  // namespace foliot
