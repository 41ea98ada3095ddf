// What runs a task of a program: its statements one after the other, in whatever blocks they are.

#include <algorithm>
#include <utility>

#include "programs/interpreter.h"
#include "sim/sleep.h"

namespace foliot {

Coro<Result<>> ProgramRun::task_body(std::size_t task) {
    ProgramBlocks blocks(program_.body(program_.tasks[task].body));
    PoolVector<std::int64_t> registers(program_.tasks[task].registers);
    Ended ended;  // of the latest statement
    for (;;) {
        ProgramBlocks::Block& block = blocks.innermost();
        const Statement* s = block.owner;
        if (!ended.failed() && !block.over()) {
            s = block.next++;
            ended.value = ok;
            switch (s->op) {
                case Op::sleep: {
                    const Result<> slept = co_await quietly(sleep(ticks(s->number)));
                    ended.failure = slept.failure();
                    break;
                }
                case Op::acquire:
                case Op::with: {
                    if (Lock* const lock = lock_of(s->target)) {
                        const Result<> acquired = co_await quietly(lock->acquire());
                        ended.failure = acquired.failure();
                    } else {
                        const Result<> acquired = co_await quietly(semaphore(s->target).acquire());
                        ended.failure = acquired.failure();
                    }
                    if (s->op == Op::acquire || ended.failed()) break;
                    blocks.enter(program_.body(s->body), *s);
                    continue;
                }
                case Op::wait:
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
                case Op::join: {
                    const Task<>* const found = spawned(s->target);
                    if (found == nullptr) {
                        ended.value = std::string_view("unspawned");
                        break;
                    }
                    const Result<> joined = co_await quietly(*found);
                    ended.failure = joined.failure();
                    break;
                }
                case Op::put:
                    if (queue(*s).full()) {
                        const Result<> put = co_await quietly(putting(*s));
                        ended.failure = put.failure();
                    } else {
                        ended.failure = put_item(*s);
                    }
                    break;
                case Op::get:
                    if (queue(*s).empty()) {
                        const Result<std::int64_t> item = co_await quietly(getting(*s));
                        if (item) ended.value = *item;
                        ended.failure = item.failure();
                    } else {
                        take_item(*s, ended);
                    }
                    break;
                case Op::timeout:
                    enter_timeout(blocks, *s);
                    continue;
                case Op::group:
                    enter_group(blocks, *s);
                    continue;
                case Op::try_:
                case Op::finally:
                    blocks.enter(program_.body(s->body), *s);
                    continue;
                case Op::wait_until:
                case Op::abort:
                case Op::reset:
                case Op::shield:
                case Op::gather:
                case Op::wait_tasks:
                case Op::join_queue:
                    ended = co_await seldom(*s);
                    break;
                default:
                    at_once(registers, *s, ended);
                    break;
            }
        } else if (s == nullptr) {
            break;
        } else if (s->op == Op::group) {
            const Result<> left =
                co_await quietly(std::get<TaskGroup>(block.scope).exit(std::move(ended.failure)));
            ended.value = ok;
            ended.failure = left.failure();
            blocks.leave();
        } else if (!leave(blocks, ended)) {
            continue;
        }
        write_row(task, s, ended);
    }
    ended.value = ok;
    write_row(task, nullptr, ended);
    co_return Result<>(std::move(ended.failure));
}

void ProgramRun::enter_timeout(ProgramBlocks& blocks, const Statement& s) {
    ProgramBlocks::Block& block = blocks.enter(program_.body(s.body), s);
    // Entered for the first time, it does not refuse.
    static_cast<void>(block.scope.emplace<Timeout>().enter(later(loop_.now(), ticks(s.number))));
}

void ProgramRun::enter_group(ProgramBlocks& blocks, const Statement& s) {
    ProgramBlocks::Block& block = blocks.enter(program_.body(s.body), s);
    TaskGroup& group = block.scope.emplace<TaskGroup>();
    for (const std::size_t task : program_.spawned_by(s)) {
        keep(task, group.spawn(task_body(task).pinned(), program_.tasks[task].name));
    }
}

bool ProgramRun::leave(ProgramBlocks& blocks, Ended& ended) {
    ProgramBlocks::Block& block = blocks.innermost();
    const Statement& s = *block.owner;
    ended.value = ok;
    switch (s.op) {
        case Op::with: {
            Failure failure = release(s.target);
            if (failure) ended.failure = std::move(failure);
            break;
        }
        case Op::timeout:
            ended.failure = std::get<Timeout>(block.scope).exit(std::move(ended.failure));
            break;
        case Op::try_:
            if (block.second) {
                ended.value = std::string_view("caught");
            } else if (ended.failed() && catches(s, ended.failure)) {
                ended.failure = Failure();
                block.turn_to(program_.body(s.handler));
                return false;
            }
            break;
        default:  // finally
            if (!block.second) {
                block.kept = std::exchange(ended.failure, Failure());
                block.turn_to(program_.body(s.handler));
                return false;
            }
            if (!ended.failed()) ended.failure = std::move(block.kept);
            break;
    }
    blocks.leave();
    return true;
}

bool ProgramRun::catches(const Statement& attempt, const Failure& failure) const {
    // A group is caught by its bare name.
    const auto names = program_.caught_by(attempt);
    return std::find(names.begin(), names.end(), failure.kind().name) != names.end();
}

}  // namespace foliot
