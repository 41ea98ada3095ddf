// The statements of programs that may suspend: one small coroutine each, for a frame costs what its
// largest statement needs.

#include <algorithm>
#include <utility>

#include "primitives/gather.h"
#include "primitives/shield.h"
#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "properties/interpreter.h"
#include "sim/sleep.h"

namespace foliot {

namespace {

LogValue ok() { return std::string("ok"); }

Result<LogValue> value_of(const Result<>& result) {
    if (!result) return result.failure();
    return ok();
}

Duration ticks(std::int64_t count) { return Duration(count * tick_ns); }

}  // namespace

Coro<ProgramRun::Value> ProgramRun::sleep_statement(const Statement& s) {
    const Result<> slept = co_await quietly(sleep(ticks(s.number)));
    co_return value_of(slept);
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
    co_return value_of(acquired);
}

Coro<ProgramRun::Value> ProgramRun::with_statement(Frame& frame, const Statement& s) {
    const Result<> entered = co_await acquire(s.target);
    if (!entered) co_return entered.failure();
    const Result<> ended = co_await body(frame, s.body);
    Failure failure = release(s.target);
    if (failure) co_return failure;
    co_return value_of(ended);
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
        co_return value_of(waited);
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
    co_return value_of(waited);
}

Coro<ProgramRun::Value> ProgramRun::break_statement(const Statement& s) {
    Barrier& barrier = std::get<Barrier>(*objects_[s.target]);
    if (s.op == Op::abort) {
        const Result<> aborted = co_await quietly(barrier.abort());
        co_return value_of(aborted);
    }
    const Result<> reset = co_await quietly(barrier.reset());
    co_return value_of(reset);
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
    if (!tasks_[s.target]) co_return LogValue(std::string("unspawned"));
    const Task<> task = *tasks_[s.target];
    if (s.op == Op::shield) {
        const Result<> ended = co_await quietly(shield(task));
        co_return value_of(ended);
    }
    const Result<> ended = co_await quietly(task);
    co_return value_of(ended);
}

Coro<ProgramRun::Value> ProgramRun::group_statement(Frame& frame, const Statement& s) {
    TaskGroup group;
    for (const std::size_t task : s.tasks) {
        tasks_[task] = group.spawn(task_body(task), program_.tasks[task].name);
    }
    const Result<> ended = co_await body(frame, s.body);
    const Result<> left = co_await quietly(group.exit(ended.failure()));
    co_return value_of(left);
}

Coro<ProgramRun::Value> ProgramRun::gather_statement(const Statement& s) {
    std::vector<Task<>> tasks;
    for (const std::size_t task : s.tasks) tasks.push_back(spawn_task(task));
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
    co_return LogValue(std::move(ends));
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
    co_return LogValue(std::string("caught"));
}

Coro<ProgramRun::Value> ProgramRun::finally_statement(Frame& frame, const Statement& s) {
    const Result<> ended = co_await body(frame, s.body);
    const Result<> cleaned = co_await body(frame, s.handler);
    if (!cleaned) co_return cleaned.failure();
    co_return value_of(ended);
}

}  // namespace foliot
