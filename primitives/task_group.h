#pragma once

#include <cstdint>
#include <list>
#include <string_view>
#include <utility>
#include <vector>

#include "primitives/detail/done_handle.h"
#include "sim/quietly.h"
#include "sim/task.h"
#include "sim/waiter.h"

namespace foliot {

/// Tasks that end together (asyncio.TaskGroup). Made by task_group(), which waits for all of them
/// before it returns.
///
/// Where a task fails, the others and the body are cancelled, in the order of their creation; when
/// all have ended, the errors are raised as one ExceptionGroup, in the order in which they
/// happened. Cancelling the task that runs the group cancels its tasks, and is raised when they
/// have ended.
class TaskGroup {
  public:
    TaskGroup();
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;
    ~TaskGroup();

    /// Schedules `body` as a task of the group. Raises RuntimeError, and never runs `body`, where
    /// the group shuts down or has ended.
    template <class Body>
    Task<detail::UnwrappedT<Body>> spawn(Coro<Body> body, std::string_view name = {}) {
        const Failure refused = refusal();
        if (refused) {
            body.close();
            refused.raise();
        }
        auto task = foliot::spawn(std::move(body), name);
        adopt(task.state());
        return task;
    }
    /// Why spawn() would raise; empty where it would not.
    Failure refusal() const;

    /// Waits for the tasks; gives what the group's end becomes. `body` is how its body ended.
    Coro<Result<>> exit(Failure body);

  private:
    class Child;
    class Completed;

    void adopt(TaskState& task);
    /// Adds the group to the footprint of the running step: as a part of the task that runs it.
    void touch() const;
    void abort();
    void child_done(Child& child);

    TaskState& parent_;          // runs the group, and outlives it
    std::list<Child> children_;  // in the order of their creation; those that have not called back
    std::vector<Failure> errors_;
    Completed* completed_ = nullptr;  // in the frame of exit(), while that waits
    bool exiting_ = false;
    bool aborting_ = false;
    bool parent_cancel_requested_ = false;
};

namespace detail {

template <class Body>
Coro<Result<>> task_group_body(Body body) {
    TaskGroup group;
    const Result<> ended = co_await quietly(body(group));
    co_return co_await quietly(group.exit(ended.failure()));
}

}  // namespace detail

/// Runs the coroutine `body(group)`, then waits for all tasks that were spawned in the group.
/// `body` is kept until then, so it may be a lambda with captures.
template <class Body>
Operation<> task_group(Body body) {
    return detail::task_group_body(std::move(body));
}

}  // namespace foliot
