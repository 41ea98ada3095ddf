// What runs a task of a program: its statements one after the other, in whatever blocks they are.

#include <algorithm>
#include <array>
#include <utility>

#include "programs/interpreter.h"
#include "sim/detail/enum_table.h"
#include "sim/sleep.h"

namespace foliot {

const ProgramRun::Action& ProgramRun::action_of(Op op) {
    using Run = ProgramRun;
    static constexpr std::array actions{
        Action(Op::sleep, Way::sleep),
        Action(Op::acquire, Way::acquire),
        Action(Op::release, &Run::release_statement),
        Action(Op::locked, &Run::locked_statement),
        Action::with(Op::with, &Run::leave_with),
        Action(Op::set, &Run::set_statement),
        Action(Op::clear, &Run::clear_statement),
        Action(Op::wait, Way::wait),
        Action(Op::wait_until, &Run::wait_until_statement),
        Action(Op::notify, &Run::notify_statement),
        Action(Op::notify_all, &Run::notify_all_statement),
        Action(Op::add, &Run::add_statement),
        Action(Op::load, &Run::load_statement),
        Action(Op::store, &Run::store_statement),
        Action(Op::assert_, &Run::assert_statement),
        Action(Op::abort, &Run::abort_statement),
        Action(Op::reset, &Run::reset_statement),
        Action(Op::timeout, &Run::enter_timeout, &Run::leave_timeout),
        Action(Op::spawn, &Run::spawn_statement),
        Action(Op::join, Way::join),
        Action(Op::shield, &Run::shield_statement),
        Action(Op::cancel, &Run::cancel_statement),
        Action::group(Op::group, &Run::enter_group),
        Action(Op::gather, &Run::gather_statement),
        Action(Op::wait_tasks, &Run::wait_tasks_statement),
        Action(Op::put, Way::put),
        Action(Op::get, Way::get),
        Action(Op::put_nowait, &Run::put_nowait_statement),
        Action(Op::get_nowait, &Run::get_nowait_statement),
        Action(Op::task_done, &Run::task_done_statement),
        Action(Op::join_queue, &Run::join_queue_statement),
        Action(Op::shutdown, &Run::shutdown_statement),
        Action(Op::raise, &Run::raise_statement),
        Action(Op::try_, &Run::enter_body, &Run::leave_try),
        Action(Op::finally, &Run::enter_body, &Run::leave_finally),
    };
    static_assert(detail::has_row_for_each(actions, &Action::op, Op::finally));
    return actions[static_cast<std::size_t>(op)];
}

Coro<Result<>> ProgramRun::task_body(std::size_t task) {
    Running running(program_, program_.tasks[task]);
    Ended& ended = running.ended;
    for (;;) {
        ProgramBlocks::Block& block = running.blocks.innermost();
        const Statement* s = block.owner;
        if (!ended.failed() && !block.over()) {
            s = block.next++;
            ended.value = ok;
            const Action& action = action_of(s->op);
            switch (action.way) {
                case Way::at_once:
                    (this->*action.begin)(running, *s);
                    break;
                case Way::block:
                case Way::group:
                    (this->*action.begin)(running, *s);
                    continue;
                case Way::seldom:
                    ended = co_await (this->*action.seldom)(*s);
                    break;
                case Way::sleep: {
                    const Result<> slept = co_await quietly(sleep(ticks(s->number)));
                    ended.failure = slept.failure();
                    break;
                }
                case Way::acquire:
                case Way::with: {
                    if (Lock* const lock = lock_of(s->target)) {
                        const Result<> acquired = co_await quietly(lock->acquire());
                        ended.failure = acquired.failure();
                    } else {
                        const Result<> acquired = co_await quietly(semaphore(s->target).acquire());
                        ended.failure = acquired.failure();
                    }
                    if (action.way == Way::acquire || ended.failed()) break;
                    enter_body(running, *s);
                    continue;
                }
                case Way::wait:
                    if (Event* const event = object<Event>(s->target)) {
                        const Result<bool> waited = co_await quietly(event->wait());
                        ended.failure = waited.failure();
                    } else if (Barrier* const barrier = object<Barrier>(s->target)) {
                        const Result<std::size_t> index = co_await quietly(barrier->wait());
                        if (index) ended.value = static_cast<std::int64_t>(*index);
                        ended.failure = index.failure();
                    } else {
                        const Result<> waited =
                            co_await quietly(object<Condition>(s->target)->wait());
                        ended.failure = waited.failure();
                    }
                    break;
                case Way::join: {
                    const Task<>* const found = spawned(s->target);
                    if (found == nullptr) {
                        ended.value = std::string_view("unspawned");
                        break;
                    }
                    const Result<> joined = co_await quietly(*found);
                    ended.failure = joined.failure();
                    break;
                }
                case Way::put:
                    if (queue(*s).full()) {
                        const Result<> put = co_await quietly(putting(*s));
                        ended.failure = put.failure();
                    } else {
                        put_nowait_statement(running, *s);
                    }
                    break;
                case Way::get:
                    if (queue(*s).empty()) {
                        const Result<std::int64_t> item = co_await quietly(getting(*s));
                        if (item) ended.value = *item;
                        ended.failure = item.failure();
                    } else {
                        get_nowait_statement(running, *s);
                    }
                    break;
            }
        } else if (s == nullptr) {
            break;
        } else if (const Action& action = action_of(s->op); action.way == Way::group) {
            const Result<> left =
                co_await quietly(std::get<TaskGroup>(block.scope).exit(std::move(ended.failure)));
            ended.value = ok;
            ended.failure = left.failure();
            running.blocks.leave();
        } else {
            ended.value = ok;
            if (!(this->*action.leave)(running, *s)) continue;
            running.blocks.leave();
        }
        write_row(task, s, ended);
    }
    ended.value = ok;
    write_row(task, nullptr, ended);
    co_return Result<>(std::move(ended.failure));
}

void ProgramRun::enter_body(Running& task, const Statement& s) {
    task.blocks.enter(program_.body(s.body), s);
}

void ProgramRun::enter_timeout(Running& task, const Statement& s) {
    ProgramBlocks::Block& block = task.blocks.enter(program_.body(s.body), s);
    // Entered for the first time, it does not refuse.
    static_cast<void>(block.scope.emplace<Timeout>().enter(later(loop_.now(), ticks(s.number))));
}

void ProgramRun::enter_group(Running& task, const Statement& s) {
    ProgramBlocks::Block& block = task.blocks.enter(program_.body(s.body), s);
    TaskGroup& group = block.scope.emplace<TaskGroup>();
    for (const std::size_t each : program_.spawned_by(s)) {
        keep(each, group.spawn(task_body(each).pinned(), program_.tasks[each].name));
    }
}

bool ProgramRun::leave_with(Running& task, const Statement& s) {
    Failure failure = release(s.target);
    if (failure) task.ended.failure = std::move(failure);
    return true;
}

bool ProgramRun::leave_timeout(Running& task, const Statement&) {
    Timeout& timeout = std::get<Timeout>(task.blocks.innermost().scope);
    task.ended.failure = timeout.exit(std::move(task.ended.failure));
    return true;
}

bool ProgramRun::leave_try(Running& task, const Statement& s) {
    ProgramBlocks::Block& block = task.blocks.innermost();
    if (block.second) {
        task.ended.value = std::string_view("caught");
    } else if (task.ended.failed() && catches(s, task.ended.failure)) {
        task.ended.failure = Failure();
        block.turn_to(program_.body(s.handler));
        return false;
    }
    return true;
}

bool ProgramRun::leave_finally(Running& task, const Statement& s) {
    ProgramBlocks::Block& block = task.blocks.innermost();
    if (!block.second) {
        block.kept = std::exchange(task.ended.failure, Failure());
        block.turn_to(program_.body(s.handler));
        return false;
    }
    if (!task.ended.failed()) task.ended.failure = std::move(block.kept);
    return true;
}

bool ProgramRun::catches(const Statement& attempt, const Failure& failure) const {
    // A group is caught by its bare name.
    const auto names = program_.caught_by(attempt);
    return std::find(names.begin(), names.end(), failure.kind().name) != names.end();
}

}  // namespace foliot
