#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
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
#include "properties/program.h"
#include "sim/task.h"

namespace foliot {

/// The value that a statement logs. The words lie in the program, in the run or in static memory.
using LogValue = std::variant<std::string_view, bool, std::int64_t>;

/// One row of a program's log: a statement, or a task, has ended.
struct LogRow {
    VirtualTime time;
    std::size_t task;
    const std::string* path;  ///< of the statement, in the program; "end" for the task itself
    LogValue outcome;         ///< the value, or the error's name
};

using ProgramQueue = Queue<std::int64_t>;

/// An object of a program, or none yet.
using ProgramObject = std::variant<std::monostate, Lock, Event, Semaphore, BoundedSemaphore,
                                   Condition, Barrier, ProgramQueue>;

/// A shared variable of a program, visible in footprints.
class Variable final : public Object {
  public:
    explicit Variable(std::string_view name) : Object("Variable", name) {}
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

/// One run of a program in one loop. Errors travel as values: nothing is thrown.
class ProgramRun {
  public:
    /// Makes the objects and spawns the tasks of `start`. Both arguments outlive the run.
    ProgramRun(const Program& program, Loop& loop);

    /// How a spawned task ended: "ok", an error's name, or "pending"; nothing for one that was
    /// never spawned.
    std::optional<std::string> task_end(std::size_t task) const;
    /// The state of an object: locked, set, counter, n_waiting or "broken", size.
    LogValue object_state(std::size_t object) const;
    std::int64_t variable(std::size_t index) const { return variables_[index]->peek(); }
    const std::vector<LogRow>& log() const { return log_; }
    /// The first task, in the program's order, that an assertion ended.
    std::optional<std::size_t> asserted() const;

  private:
    using Value = Result<LogValue>;
    struct Frame {
        std::size_t task;
        std::vector<std::pair<std::string, std::int64_t>> registers;
    };

    static LogValue ok() { return std::string_view("ok"); }
    static Value ok_or(const Failure& failure);
    std::string_view name_of(const Failure& failure);
    /// Keeps a text for as long as the run.
    std::string_view kept(std::string text);

    void create(const ObjectSpec& spec);
    Task<> spawn_task(std::size_t task);
    /// Notes that a task was spawned, which others may look at.
    void keep(std::size_t task, Task<> spawned);
    /// The task; null where it was not spawned yet.
    const Task<>* spawned(std::size_t task) const;
    Coro<Result<>> task_body(std::size_t task);
    Coro<Result<>> body(Frame& frame, const std::vector<Statement>& statements);

    /// Runs a statement that never suspends; nothing where it may.
    std::optional<Value> at_once(Frame& frame, const Statement& statement);
    Coro<Value> statement(Frame& frame, const Statement& statement);
    Value object_statement(const Statement& statement);
    Value queue_statement(const Statement& statement);
    Value cancel_statement(const Statement& statement);
    Value assert_statement(const Statement& statement);

    Coro<Value> sleep_statement(const Statement& statement);
    Coro<Value> acquire_statement(const Statement& statement);
    Coro<Value> with_statement(Frame& frame, const Statement& statement);
    Coro<Value> wait_statement(const Statement& statement);
    Coro<Value> wait_until_statement(const Statement& statement);
    Coro<Value> break_statement(const Statement& statement);
    Coro<Value> timeout_statement(Frame& frame, const Statement& statement);
    Coro<Value> join_statement(const Statement& statement);
    Coro<Value> group_statement(Frame& frame, const Statement& statement);
    Coro<Value> gather_statement(const Statement& statement);
    Coro<Value> wait_tasks_statement(const Statement& statement);
    Coro<Value> put_statement(const Statement& statement);
    Coro<Value> get_statement(const Statement& statement);
    Coro<Value> join_queue_statement(const Statement& statement);
    Coro<Value> try_statement(Frame& frame, const Statement& statement);
    Coro<Value> finally_statement(Frame& frame, const Statement& statement);

    Coro<Result<>> acquire(std::size_t object);
    Failure release(std::size_t object);
    ProgramQueue& queue(const Statement& statement) const;
    void write_row(std::size_t task, const std::string& path, LogValue outcome);

    const Program& program_;  // outlives the run
    Loop& loop_;              // outlives the run
    std::vector<std::unique_ptr<ProgramObject>> objects_;
    std::vector<std::unique_ptr<Variable>> variables_;
    std::vector<std::optional<Task<>>> tasks_;  // nothing: not spawned yet
    std::vector<LogRow> log_;
    std::deque<std::string> texts_;
};

}  // namespace foliot
