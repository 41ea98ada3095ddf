#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <source_location>
#include <string_view>
#include <vector>

#include "sim/assert.h"
#include "sim/choice.h"
#include "sim/clock.h"
#include "sim/failure.h"
#include "sim/observer.h"
#include "sim/outcome.h"
#include "sim/path.h"
#include "sim/ready_list.h"
#include "sim/strategy.h"
#include "sim/timer.h"

namespace foliot {

template <class T>
class Coro;
class FaultPlan;
struct FaultBudget;
class PlainFuture;
class TaskState;
class ThreadPool;

namespace detail {

/// The loop that drives this thread, or null. Read in place, although a coroutine may suspend
/// between two reads: those of a loop never change threads.
inline constinit thread_local Loop* running_loop = nullptr;

[[noreturn]] void raise_no_running_loop();

}  // namespace detail

struct LoopOptions {
    std::uint64_t seed = 0;
    Strategy* strategy = nullptr;  ///< null: fifo. Must outlive the run
    std::uint64_t step_limit = 10'000'000;
    VirtualTime time_limit = VirtualTime::max();
    bool racing_clock = false;     ///< time may move although something is ready
    bool allow_left_over = false;  ///< tasks may outlive the root
    bool unhandled_errors = true;  ///< an exception that no task awaits fails the run
    std::size_t pool_workers = 4;  ///< threads of the default pool
    bool debug = false;            ///< asyncio's debug mode, see Loop::set_debug
    /// A step that takes as long is slow, as debug mode sees it.
    Duration slow_callback_duration = std::chrono::milliseconds(100);
};

/// Counters behind the paths of what a task, or the loop itself, creates and draws.
struct Ordinals {
    std::uint32_t tasks = 0;
    std::uint32_t objects = 0;
    std::uint32_t draws = 0;
    std::uint32_t chooses = 0;
};

/// The event loop of one run: ready handles, timers, virtual time, choices. Handles run in rounds,
/// one step at a time; nothing runs inside another's step. A loop serves one run.
class Loop {
  public:
    explicit Loop(const LoopOptions& options = {});
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop();

    /// While it lives, this loop counts as the one that runs on this thread, so that objects can be
    /// made in it and tasks spawned before it runs.
    class Use {
      public:
        explicit Use(Loop& loop);
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        ~Use();
    };

    /// The loop that drives this thread, or null.
    static Loop* current() noexcept { return detail::running_loop; }
    /// The same, for asyncio's functions: raises RuntimeError("no running event loop") where none
    /// runs, and in the steps of simulated threads.
    static Loop& running() {
        Loop* const loop = detail::running_loop;
        if (loop == nullptr || loop->in_thread_) [[unlikely]]
            detail::raise_no_running_loop();
        return *loop;
    }

    /// Adds an observer, which must outlive the run. Before the run only.
    void observe(Observer& observer);

    /// Runs `root` as the task `name`, as asyncio.run does: when it has ended, the tasks left are
    /// cancelled in the order of their creation, run out and count as left over.
    Outcome run(Coro<void> root, std::string_view name = "main");
    /// Runs until the last of the tasks that were spawned before, or by them, has ended.
    Outcome run();

    VirtualTime now() const { return now_; }
    /// The number of the step that runs; `no_step` before the first.
    std::uint64_t step() const { return step_; }
    std::uint64_t seed() const { return options_.seed; }
    /// Tells apart the loops that one thread has made, though they may lie at the same address.
    std::uint64_t serial() const { return serial_; }
    const LoopOptions& options() const { return options_; }
    /// The task whose step runs; null in callbacks and outside of steps.
    TaskState* current_task() const { return in_thread_ ? nullptr : current_; }
    /// The tasks that have not ended, in the order of their creation.
    std::vector<TaskState*> all_tasks() const;

    /// Asks for a decision among `of` options; 0 is the tame one and what fifo takes. Recorded, and
    /// made again by a replay. `of` must not be 0; a single option is no choice.
    std::uint32_t choose(ChoiceKind kind, std::uint32_t of, std::string_view label);
    /// Data, not a decision: 64 bits from (seed, task, how many the task drew before), the same
    /// under every strategy.
    std::uint64_t draw();

    /// Ends the run with this verdict after the current step. The first failure counts.
    void fail(Verdict verdict, std::string message, std::source_location where = {},
              std::exception_ptr error = nullptr);
    bool failed() const { return outcome_.failed(); }
    /// Ends the run after the current step, whatever it came to so far.
    void halt() { stop_ = true; }

    /// Debug mode warns, in the outcome, of slow steps, of coroutines that were never awaited and
    /// of exceptions that nobody retrieved, and refuses operations that are not thread-safe where a
    /// wrong thread calls them. The choices stay the same. May change while the loop runs.
    void set_debug(bool on);
    bool debug() const { return options_.debug; }
    /// Adds a warning to the outcome, in debug mode; see `Outcome::most_warnings`.
    void warn(WarningKind kind, std::string message, std::source_location where = {});

    /// Sets a figure of the run's outcome.
    void publish(std::string_view name, std::int64_t value);

    ThreadPool& default_pool();

    /// See spend().
    void spend(Duration duration, std::source_location where);

    /// Lets faults strike from here on; see sim/fault.h.
    void allow_faults(const FaultBudget& budget);
    /// Null where the run allows none.
    FaultPlan* faults() const { return faults_.get(); }

    // For primitives and the kernel's own parts.

    /// Queues a handle as the newest ready one; nothing once the loop closes.
    void make_ready(Handle& handle) {
        handle.cause_ = step_;
        if (!closing_) ready_.push(handle);
    }
    /// Takes a queued handle out of the ready list.
    void withdraw(Handle& handle);
    void start(Timer& timer, VirtualTime when);
    /// Stops a timer wherever it is; no effect where it has run.
    void stop(Timer& timer);

    /// Somebody listens to events, or to accesses.
    bool observed() const { return observed_; }
    /// Somebody wants to know where tasks begin to wait: observers, or the plan of faults.
    bool attends_waits() const { return attends_waits_; }
    /// Somebody listens to events: what costs something to say is worth saying.
    bool hears_events() const { return hears_.events; }
    /// Completes step, time, task and cause of `event` and tells the observers.
    void emit(TraceEvent& event);
    void access(PathId object, Access access) {
        if (hears_.accesses) [[unlikely]]
            tell_access(object, access);
    }
    /// The same with the child `part` of `whole`.
    void access(PathId whole, Branch part, Access access) {
        if (hears_.accesses) [[unlikely]]
            tell_access(child_path(whole, part), access);
    }
    bool has_observers() const { return !observers_.empty(); }
    bool closing() const { return closing_; }
    bool is_root(const TaskState& task) const { return &task == root_; }
    /// A decision that nobody asked for: the loop's own.
    std::uint32_t choose_unasked(ChoiceKind kind, std::uint32_t of, std::string_view label,
                                 PathId key);

    /// How many handles the running choice offers, and which. Valid while a strategy picks.
    std::size_t options_ready() const { return ready_.size() + due_.size(); }
    const Handle& option(std::size_t rank) const;
    /// What is due, and stands behind the handles that are ready.
    bool anything_due() const { return !due_.empty(); }
    /// How many handles were taken out of the ready list otherwise than by being run.
    std::uint64_t withdrawals() const { return withdrawals_; }

    /// The counters and the path of whoever runs: a task or thread, a callback, or the loop.
    Ordinals& ordinals();
    PathId creator() const;
    /// The path of an object, future or callback that whoever runs makes now. Observers are told.
    PathId new_path(Branch branch);

    void adopt(TaskState& task);
    void adopt(PlainFuture& future);
    void forget(PlainFuture& future);
    void task_ended(TaskState& task);
    void enter(TaskState* task) { current_ = task; }
    /// The step that runs is a simulated thread's, so asyncio's functions are out of place in it.
    void in_thread(bool yes) { in_thread_ = yes; }
    bool in_thread() const { return in_thread_; }
    void remember_failed(TaskState& task);
    void forget_failed(TaskState& task);

  private:
    void run_steps();
    void run_step(Handle& handle);
    Handle& take(std::size_t rank) {
        if (rank >= ready_.size()) [[unlikely]]
            return take_due(rank - ready_.size());
        if (rank < round_left_) --round_left_;
        return ready_.take(rank);
    }
    Handle& take_due(std::size_t rank);
    std::uint32_t decide(const ChoicePoint& point, std::uint64_t step) {
        if (hears_.choices) [[unlikely]]
            return decide_heard(point, step);
        if (options_.strategy == nullptr) return 0;
        const std::uint32_t taken = options_.strategy->pick(point);
        FOLIOT_ASSERT(taken < point.of, "a strategy picks one of the options");
        return taken;
    }
    std::uint32_t decide_heard(const ChoicePoint& point, std::uint64_t step);
    void tell_step(const Handle& handle);
    void step_failed();
    void tell_advance();
    void tell_end() const;
    void begin_round();
    void admit_due();
    bool advance();
    void move_to(VirtualTime when);
    void exceed_time_limit();
    void make_due(Timer& timer);
    void warn_slow(std::source_location where);
    void root_ended();
    void stuck();
    Outcome finish();
    void report_unawaited(const TaskState& task);
    void close();
    bool over() const;
    void tell_access(PathId object, Access access);

    LoopOptions options_;
    std::uint64_t serial_;
    ReadyList ready_;
    std::size_t round_left_ = 0;
    std::uint64_t withdrawals_ = 0;
    TimerHeap timers_;
    std::vector<Timer*> due_;  // by (deadline, creation); owned by whoever started them
    std::uint64_t timer_sequence_ = 0;
    VirtualTime now_{};
    std::uint64_t step_ = no_step;
    std::uint64_t steps_ = 0;
    VirtualTime began_{};                // when the step `spent_in_` began
    std::uint64_t spent_in_ = no_step;   // the latest step that spent time
    std::uint64_t slow_step_ = no_step;  // the latest one that was found to be slow

    const Handle* running_ = nullptr;  // the handle whose step runs
    TaskState* current_ = nullptr;     // the same, where it is a task or a thread
    TaskState* root_ = nullptr;        // kept alive by the task list, then by `finish`
    TaskState* first_ = nullptr;       // tasks that have not ended, in order of creation
    TaskState* last_ = nullptr;
    std::size_t live_ = 0;
    TaskState* failed_ = nullptr;     // ended tasks whose error may still be awaited, newest first
    PlainFuture* futures_ = nullptr;  // newest first; owned by their handles
    Ordinals ordinals_;
    Ordinals running_ordinals_;           // of a running handle that is neither task nor thread
    std::uint64_t counted_in_ = no_step;  // the step that these count in

    std::vector<Observer*> observers_;  // outlive the run
    ThreadPool* pool_ = nullptr;        // the default pool, made when first asked for
    std::unique_ptr<FaultPlan> faults_;
    Outcome outcome_;
    Observer::Hears hears_{false, false, false, false, false};  // what somebody listens to
    bool observed_ = false;
    bool attends_waits_ = false;
    bool in_thread_ = false;
    bool stop_ = false;
    bool closing_ = false;
    bool ran_ = false;
};

/// Asks the running loop for a decision among `of` options (see Loop::choose).
std::uint32_t choose(std::uint32_t of, std::string_view label, ChoiceKind kind = ChoiceKind::value);
/// Data in [0, bound) from (seed, task, draw): the same under every strategy.
std::uint64_t draw(std::uint64_t bound);
/// Data in [low, high], both included.
std::int64_t draw(std::int64_t low, std::int64_t high);
/// Sets a figure that `run` reports beside the verdict: a count, a time in nanoseconds.
void publish(std::string_view name, std::int64_t value);
/// A figure that changes in the course of the run: reports show it over virtual time (`gauge`).
void gauge(std::string_view name, std::int64_t value);
/// Leaves a line in the trace.
void note(std::string_view text, std::int64_t value = 0,
          std::source_location where = std::source_location::current());

}  // namespace foliot
