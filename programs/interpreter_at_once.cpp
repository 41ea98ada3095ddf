// The statements of programs that never suspend.

#include "programs/interpreter.h"
#include "sim/loop.h"

namespace foliot {

namespace {

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

}  // namespace

void ProgramRun::release_statement(Running& task, const Statement& s) {
    task.ended.failure = release(s.target);
}

void ProgramRun::locked_statement(Running& task, const Statement& s) {
    task.ended.value =
        lock_of(s.target) == nullptr ? semaphore(s.target).locked() : object_state(s.target);
}

void ProgramRun::set_statement(Running&, const Statement& s) {
    object<Event>(s.target)->set({});
}

void ProgramRun::clear_statement(Running&, const Statement& s) {
    object<Event>(s.target)->clear({});
}

void ProgramRun::notify_statement(Running& task, const Statement& s) {
    const auto count = static_cast<std::size_t>(s.number);
    task.ended.failure = object<Condition>(s.target)->try_notify(count, {});
}

void ProgramRun::notify_all_statement(Running& task, const Statement& s) {
    task.ended.failure = object<Condition>(s.target)->try_notify_all({});
}

void ProgramRun::put_nowait_statement(Running& task, const Statement& s) {
    task.ended.failure = with_queue(s, [&s](auto& queue) { return queue.try_put(s.number, {}); });
}

void ProgramRun::get_nowait_statement(Running& task, const Statement& s) {
    const Result<std::int64_t> item = with_queue(s, [](auto& queue) { return queue.try_get({}); });
    if (item) task.ended.value = *item;
    task.ended.failure = item.failure();
}

void ProgramRun::task_done_statement(Running& task, const Statement& s) {
    task.ended.failure = queue(s).try_task_done({});
}

void ProgramRun::shutdown_statement(Running&, const Statement& s) {
    with_queue(s, [&s](auto& queue) { queue.shutdown(s.flag, {}); });
}

void ProgramRun::add_statement(Running&, const Statement& s) {
    variables_[s.target]->write(sum(variables_[s.target]->read(), s.number));
}

void ProgramRun::load_statement(Running& task, const Statement& s) {
    task.registers[s.reg] = variables_[s.target]->read();
}

void ProgramRun::store_statement(Running& task, const Statement& s) {
    variables_[s.target]->write(sum(task.registers[s.reg], s.number));
}

void ProgramRun::assert_statement(Running& task, const Statement& s) {
    const bool held = holds(variables_[s.target]->read(), s.comparison, s.number);
    if (!held) task.ended.failure = Failure(asserted_kind);
}

void ProgramRun::spawn_statement(Running&, const Statement& s) {
    spawn_task(s.target);
}

void ProgramRun::cancel_statement(Running& task, const Statement& s) {
    const Task<>* const cancelled = spawned(s.target);
    if (cancelled == nullptr) {
        task.ended.value = std::string_view("unspawned");
    } else {
        task.ended.value = cancelled->state().cancel();
    }
}

void ProgramRun::raise_statement(Running& task, const Statement&) {
    task.ended.failure = Failure(custom_kind);
}

}  // namespace foliot
