#pragma once

#include <coroutine>
#include <cstdint>
#include <memory>
#include <source_location>
#include <string>

#include "sim/detail/kernel.h"
#include "sim/future_state.h"
#include "sim/handle.h"

namespace foliot {

class Waiter;

/// A task: a coroutine that the loop drives. The loop resumes the task's innermost coroutine
/// (a trampoline), so that neither awaiting nor finishing a child grows the stack.
class TaskState : public FutureState, public Handle {
  public:
    /// The name given at spawn, or the coroutine function's.
    std::string name() const;
    PathId path() const override { return FutureState::path(); }
    std::uint32_t ordinal() const { return ordinal_; }
    /// The path of the creating task, or the root path. Known only where somebody observed the run
    /// when it was created; the root path otherwise.
    PathId parent() const { return extras_ ? extras_->parent : root_path; }
    /// A simulated thread is no asyncio task: it is not among all_tasks and cannot be cancelled.
    bool is_thread() const { return thread_; }
    bool is_task() const override { return true; }
    std::string label() const override { return (thread_ ? "Thread " : "Task ") + name(); }
    bool started() const { return started_; }

    /// Requests cancellation, as asyncio's Task.cancel: what the task waits for is cancelled at
    /// once, task to task along the chain of joins; a task that is ready gets Cancelled at its next
    /// step. False where the task has ended. Raises RuntimeError where tasks join each other in a
    /// circle.
    bool cancel() override;
    /// How many requests there were, less those taken back.
    std::uint32_t cancelling() const { return cancel_requests_; }
    /// Takes one request back. Returns how many are left.
    std::uint32_t uncancel();
    /// A cancellation will be raised when the task next runs.
    bool must_cancel() const { return must_cancel_; }

    const Waiter* waiting_on() const { return waiting_on_; }
    /// The latest await in the source; before the first one, the coroutine function.
    std::source_location place() const { return place_; }
    void set_place(std::source_location place) { place_ = place; }
    detail::Ordinals& ordinals() { return extras().ordinals; }

    void run(detail::Kernel& loop) override;

    // For awaiters.

    /// The coroutine that the trampoline resumes next, within the same step; null at the task's
    /// end.
    void go_on_with(std::coroutine_handle<> next) {
        innermost_ = next;
        goes_on_ = static_cast<bool>(next);
    }
    /// Suspends the task in `coroutine` until `waiter` makes it ready.
    void block_on(Waiter& waiter, std::coroutine_handle<> coroutine) {
        waiting_on_ = &waiter;
        innermost_ = coroutine;
        if (loop().attends_waits() || must_cancel_) [[unlikely]]
            look_at(waiter);
    }

    struct Birth {
        detail::Kernel& loop;
        std::string_view name;
        std::source_location where;
        bool thread;
    };

    ~TaskState() override;

  protected:
    explicit TaskState(const Birth& birth)
        : TaskState(birth, birth.loop.creator(), birth.loop.ordinals().tasks++) {}
    void start(std::coroutine_handle<> root);
    void dispose() override;
    /// Moves the result out of the finished root coroutine; returns the failure, if it failed.
    virtual Failure collect() = 0;
    std::coroutine_handle<> root() const { return root_; }

  private:
    friend class detail::Kernel;
    friend class detail::IntrusiveList<TaskState>;
    /// What few tasks need, apart, so that there can be many tasks.
    struct Extras : detail::Pooled {
        std::string name;
        detail::Ordinals ordinals;
        PathId parent = root_path;
    };

    TaskState(const Birth& birth, PathId parent, std::uint32_t ordinal);
    Extras& extras();
    bool interrupt();
    void end();
    void tell_spawn();
    void look_at(Waiter& waiter);
    void tell_wait(const Waiter& waiter);
    void finish(Failure failure);
    void destroy_frames();
    /// Has ended, or was torn down with its loop.
    bool over() const { return !root_; }
    class Chain;
    TaskState* joined_task() const;
    void count_cancellation();

    // First what fits behind the flag of the handle.
    bool must_cancel_ = false;
    bool started_ = false;
    bool thread_;
    bool remembered_ = false;  // in the loop's list of failed tasks
    bool visited_ = false;     // on the chain that a cancellation is walking along
    bool goes_on_ = false;     // the step is not over: `innermost_` runs next
    std::uint32_t ordinal_;
    std::uint32_t cancel_requests_ = 0;
    std::coroutine_handle<> root_;       // owned; null once the task has ended
    std::coroutine_handle<> innermost_;  // where the task is suspended
    Waiter* waiting_on_ = nullptr;       // lives in the innermost frame
    detail::Links<TaskState> links_;     // among the tasks, or those that failed
    std::unique_ptr<Extras> extras_;
    std::source_location function_;  // the coroutine function, for its name
    std::source_location place_;
};

/// The task whose step runs. Raises RuntimeError outside of a loop, and in callbacks and threads.
TaskState& current_task();
/// The tasks of the running loop that have not ended, in the order of their creation.
std::vector<TaskState*> all_tasks();

}  // namespace foliot
