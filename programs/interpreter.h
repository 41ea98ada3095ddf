#pragma once

#include <cstdint>
#include <forward_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "primitives/barrier.h"
#include "primitives/condition.h"
#include "primitives/event.h"
#include "primitives/lock.h"
#include "primitives/queue.h"
#include "primitives/semaphore.h"
#include "programs/pool_vector.h"
#include "programs/program.h"
#include "programs/program_blocks.h"
#include "sim/detail/assert.h"
#include "sim/detail/frame_pool.h"
#include "sim/task.h"

namespace foliot {

/// The value that a statement logs. The words lie in the program, in the run or in static memory.
using LogValue = std::variant<std::string_view, bool, std::int64_t>;

/// One row of a program's log: a statement, or a task, has ended.
struct LogRow {
    VirtualTime time;
    std::size_t task = 0;
    const Statement* statement = nullptr;  ///< in the program; null for the end of the task itself
    LogValue outcome;                      ///< the value, or the error's name
};

/// The path that a row shows.
std::string_view path_of(const LogRow& row, const Program& program);

using ProgramQueue = Queue<std::int64_t>;
using ProgramLifoQueue = LifoQueue<std::int64_t>;

/// An object of a program, or none yet. It lies in the pool, as what runs many times should.
struct ProgramObject : detail::Pooled {
    std::variant<std::monostate, Lock, Event, Semaphore, BoundedSemaphore, Condition, Barrier,
                 ProgramQueue, ProgramLifoQueue>
        held;
};

inline constexpr ObjectKind kind_of_variables("Variable");

/// A shared variable of a program, visible in footprints.
class Variable final : public Object, public detail::Pooled {
  public:
    explicit Variable(std::string_view name) : Object(kind_of_variables, name) {}
    std::int64_t read() const {
        touch(Access::read);
        return value_;
    }
    void write(std::int64_t value) {
        touch(Access::write);
        value_ = value;
    }
    std::int64_t peek() const { return value_; }

  private:
    std::int64_t value_ = 0;
};

inline Duration ticks(std::int64_t count) {
    return Duration(count * tick_ns);
}

/// The options that a loop in which a program runs must have.
void adjust_for_programs(LoopOptions& options);

/// One run of a program in one loop. Errors travel as values: nothing is thrown.
class ProgramRun {
  public:
    /// Makes the objects and spawns the tasks of `start`. Both arguments outlive the run.
    ProgramRun(const Program& program, Loop& loop);

    /// Runs until the last task has ended. A run in which an assert ended a task has failed.
    Outcome finish();

    /// How a spawned task ended: "ok", an error's name, or "pending"; empty for one that was never
    /// spawned.
    std::string_view task_end(std::size_t task);
    /// The state of an object: locked, set, counter, n_waiting or "broken", size.
    LogValue object_state(std::size_t object) const;
    std::int64_t variable(std::size_t index) const { return variables_[index]->peek(); }
    std::span<const LogRow> log() const { return {log_.data(), rows_}; }

  private:
    static constexpr LogValue ok = std::string_view("ok");
    static const ErrorKind custom_kind;
    static const ErrorKind asserted_kind;

    /// How a statement ended; the value counts where nothing failed.
    struct Ended {
        LogValue value = ok;
        Failure failure;

        Ended() = default;
        Ended(LogValue value) : value(value) {}                       // NOLINT: a value is an end
        Ended(Failure failure) : failure(std::move(failure)) {}       // NOLINT: so is a failure
        Ended(const Result<>& result) : failure(result.failure()) {}  // NOLINT: the same
        bool failed() const { return static_cast<bool>(failure); }
    };

    /// The first task, in the program's order, that an assertion ended.
    std::optional<std::size_t> asserted() const;

    std::string_view name_of(const Failure& failure);
    /// Keeps a text for as long as the run.
    std::string_view kept(std::string text);

    void create(const ObjectSpec& spec);
    Task<> spawn_task(std::size_t task);
    /// Notes that a task was spawned, which others may look at.
    void keep(std::size_t task, Task<> spawned);
    /// The task; null where it was not spawned yet.
    const Task<>* spawned(std::size_t task) const;
    std::vector<Task<>> spawn_all(const Statement& statement);

    /// How a task runs a statement.
    enum class Way : std::uint8_t {
        at_once,  ///< it never suspends
        block,    ///< it has a body that is entered at once
        group,    ///< the same, and it is left by waiting
        seldom,   ///< by a coroutine of its own
        // In the task's own coroutine:
        sleep,
        acquire,
        with,
        wait,
        join,
        put,
        get,
    };

    /// Where a task stands. The latest statement's end is ok before a statement runs.
    struct Running {
        Running(const Program& program, const TaskSpec& task)
            : blocks(program.body(task.body)), registers(task.registers) {}

        ProgramBlocks blocks;
        PoolVector<std::int64_t> registers;
        Ended ended;  // of the latest statement
    };

    /// What runs a statement. Each way has what it needs, and nothing else, or does not compile.
    struct Action {
        /// Runs it, or enters its body.
        using Begin = void (ProgramRun::*)(Running& task, const Statement& statement);
        /// Its innermost body has come to its end. False if it goes on with another one.
        using Leave = bool (ProgramRun::*)(Running& task, const Statement& statement);
        using Seldom = Coro<Ended> (ProgramRun::*)(const Statement& statement);

        constexpr Action(Op op, Begin begin) : op(op), way(Way::at_once), begin(begin) {}
        constexpr Action(Op op, Begin begin, Leave leave)
            : op(op), way(Way::block), begin(begin), leave(leave) {}
        constexpr Action(Op op, Seldom seldom) : op(op), way(Way::seldom), seldom(seldom) {}
        constexpr Action(Op op, Way way) : op(op), way(way) {
            if (way < Way::sleep || way == Way::with) throw "such a statement needs a function";
        }
        static constexpr Action group(Op op, Begin begin) {
            Action action(op, begin);
            action.way = Way::group;
            return action;
        }
        static constexpr Action with(Op op, Leave leave) {
            Action action(op, nullptr, leave);
            action.way = Way::with;
            return action;
        }

        Op op;
        Way way;
        Begin begin = nullptr;
        Leave leave = nullptr;
        Seldom seldom = nullptr;
    };
    static const Action& action_of(Op op);

    /// Runs a task's statements, those inside of others too: what programs do most is awaited right
    /// here.
    Coro<Result<>> task_body(std::size_t task);
    void enter_body(Running& task, const Statement& statement);
    void enter_timeout(Running& task, const Statement& statement);
    void enter_group(Running& task, const Statement& statement);
    bool leave_with(Running& task, const Statement& statement);
    bool leave_timeout(Running& task, const Statement& statement);
    bool leave_try(Running& task, const Statement& statement);
    bool leave_finally(Running& task, const Statement& statement);

    bool catches(const Statement& attempt, const Failure& failure) const;

    // Statements that never suspend.
    void release_statement(Running& task, const Statement& statement);
    void locked_statement(Running& task, const Statement& statement);
    void set_statement(Running& task, const Statement& statement);
    void clear_statement(Running& task, const Statement& statement);
    void notify_statement(Running& task, const Statement& statement);
    void notify_all_statement(Running& task, const Statement& statement);
    void put_nowait_statement(Running& task, const Statement& statement);
    void get_nowait_statement(Running& task, const Statement& statement);
    void task_done_statement(Running& task, const Statement& statement);
    void shutdown_statement(Running& task, const Statement& statement);
    void add_statement(Running& task, const Statement& statement);
    void load_statement(Running& task, const Statement& statement);
    void store_statement(Running& task, const Statement& statement);
    void assert_statement(Running& task, const Statement& statement);
    void spawn_statement(Running& task, const Statement& statement);
    void cancel_statement(Running& task, const Statement& statement);
    void raise_statement(Running& task, const Statement& statement);

    // Statements that are seldom, or that take long anyway: coroutines of their own, so that the
    // frames of all tasks need not have room for them.
    Coro<Ended> wait_until_statement(const Statement& statement);
    Coro<Ended> abort_statement(const Statement& statement);
    Coro<Ended> reset_statement(const Statement& statement);
    Coro<Ended> shield_statement(const Statement& statement);
    Coro<Ended> gather_statement(const Statement& statement);
    Coro<Ended> wait_tasks_statement(const Statement& statement);
    Coro<Ended> join_queue_statement(const Statement& statement);

    /// The object as what it is; null where it is none of that kind.
    template <class Kind>
    Kind* object(std::size_t object) const {
        return std::get_if<Kind>(&objects_[object]->held);
    }
    /// The lock that acquiring the object takes: itself, or a condition's; null for semaphores.
    Lock* lock_of(std::size_t object) const;
    Semaphore& semaphore(std::size_t object) const;
    Failure release(std::size_t object);
    /// The object as what every kind of queue is; null where it is none.
    QueueBase* queue_of(std::size_t object) const {
        if (ProgramQueue* const queue = this->object<ProgramQueue>(object)) return queue;
        return this->object<ProgramLifoQueue>(object);
    }
    QueueBase& queue(const Statement& statement) const { return *queue_of(statement.target); }
    /// Calls `use` with the queue as the kind that it is.
    template <class Use>
    decltype(auto) with_queue(const Statement& statement, Use use) const {
        if (ProgramQueue* const queue = object<ProgramQueue>(statement.target)) return use(*queue);
        return use(*object<ProgramLifoQueue>(statement.target));
    }
    /// What waits, if need be, until the statement's item is put, or one is taken.
    Operation<> putting(const Statement& statement) const;
    Operation<std::int64_t> getting(const Statement& statement) const;
    /// Field by field into the place that waits for it: there are more rows than anything else.
    void write_row(std::size_t task, const Statement* statement, const Ended& ended) {
        FOLIOT_ASSERT(rows_ < log_.size(), "nothing in a program runs twice");
        LogRow& row = log_[rows_++];
        row.time = loop_.now();
        row.task = task;
        row.statement = statement;
        row.outcome = ended.value;
        if (ended.failed()) row.outcome = name_of(ended.failure);
        if (loop_.observed()) [[unlikely]]
            tell_row(row);
    }
    void tell_row(const LogRow& row) const;

    const Program& program_;  // outlives the run
    detail::Kernel& loop_;    // outlives the run
    PoolVector<std::unique_ptr<ProgramObject>> objects_;
    PoolVector<std::unique_ptr<Variable>> variables_;
    PoolVector<Task<>> tasks_;  // none: not spawned yet
    PoolVector<LogRow> log_;    // room for all rows that there can be
    std::size_t rows_ = 0;
    std::forward_list<std::string> texts_;
};

}  // namespace foliot
