#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <source_location>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/choice.h"
#include "sim/clock.h"
#include "sim/detail/assert.h"
#include "sim/detail/intrusive_list.h"
#include "sim/detail/ready_list.h"
#include "sim/detail/timer_heap.h"
#include "sim/failure.h"
#include "sim/loop_options.h"
#include "sim/observer.h"
#include "sim/outcome.h"
#include "sim/path.h"
#include "sim/strategy.h"

namespace foliot {

template <class T>
class Coro;
class FaultPlan;
struct FaultBudget;
class Loop;
class PlainFuture;
class TaskState;
class ThreadPool;

namespace detail {

class Kernel;

/// The inside of a loop.
Kernel& kernel_of(Loop& loop);

/// The loop that drives this thread, or null. Read in place, although a coroutine may suspend
/// between two reads: those of a loop never change threads.
inline constinit thread_local Kernel* running_loop = nullptr;

[[noreturn]] void raise_no_running_loop();

/// Counters behind the paths of what a task, or the loop itself, creates and draws.
struct Ordinals {
    std::uint32_t tasks = 0;
    std::uint32_t objects = 0;
    std::uint32_t draws = 0;
    std::uint32_t chooses = 0;
};

/// What a Loop is inside, for primitives, strategies and the kernel's own parts: ready handles,
/// timers, virtual time, choices. Every kernel is that of a Loop.
class Kernel {
  public:
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;

    /// See Loop::Use.
    class Use {
      public:
        explicit Use(Kernel& loop);
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        ~Use();
    };

    static Kernel* current() noexcept { return running_loop; }
    static Kernel& running() {
        Kernel* const loop = running_loop;
        if (loop == nullptr || loop->in_thread_) [[unlikely]]
            raise_no_running_loop();
        return *loop;
    }

    // What Loop shows of it is described there.

    void observe(Observer& observer);
    /// The run begins, and the strategy with it: at the first task, for whatever comes before may
    /// be taken back.
    void begin_once() {
        if (!begun_) [[unlikely]]
            begin();
    }
    Outcome run(Coro<void> root, std::string_view name = "main");
    Outcome run();
    VirtualTime now() const { return now_; }
    std::uint64_t step() const { return step_; }
    const LoopOptions& options() const { return options_; }
    TaskState* current_task() const { return in_thread_ ? nullptr : current_; }
    std::vector<TaskState*> all_tasks() const;
    void fail(Verdict verdict, std::string message, std::source_location where = {},
              std::exception_ptr error = nullptr);
    bool failed() const { return outcome_.failed(); }
    void halt() { stop_ = true; }
    void set_debug(bool on);
    bool debug() const { return options_.debug; }
    ThreadPool& default_pool();

    // What free functions ask of the running loop: choose(), draw(), publish(), spend(),
    // allow_faults().

    std::uint32_t choose(ChoiceKind kind, std::uint32_t of, std::string_view label);
    std::uint64_t draw();
    void publish(Figure figure);
    void spend(Duration duration, std::source_location where);
    void allow_faults(const FaultBudget& budget);
    /// Null where the run allows none.
    FaultPlan* faults() const { return faults_.get(); }

    // For primitives, strategies and the kernel's own parts.

    std::uint64_t seed() const { return options_.seed; }
    /// Tells apart the loops that one thread has made, though they may lie at the same address.
    std::uint64_t serial() const { return serial_; }
    /// Adds a warning to the outcome, in debug mode; see `Outcome::most_warnings`.
    void warn(WarningKind kind, std::string message, std::source_location where = {});

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

  protected:
    explicit Kernel(const LoopOptions& options);
    ~Kernel();

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
    void begin();
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
    /// Whether a decision among so many options is one that somebody makes, or hears of.
    bool decides(std::uint32_t of) const {
        return of > 1 && (options_.strategy != nullptr || hears_.choices);
    }
    /// Acts outside of whatever runs: what is made, or chosen, is the loop's own.
    template <class Act>
    auto as_own(Act act) {
        TaskState* const task = std::exchange(current_, nullptr);
        const Handle* const handle = std::exchange(running_, nullptr);
        const auto result = act();
        current_ = task;
        running_ = handle;
        return result;
    }

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
    IntrusiveList<TaskState> tasks_;   // that have not ended, in order of creation
    std::size_t live_ = 0;
    IntrusiveList<TaskState> failed_;  // ended tasks whose error may still be awaited, newest first
    IntrusiveList<PlainFuture> futures_;  // newest first; owned by their handles
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
    bool begun_ = false;
};

}  // namespace detail

}  // namespace foliot
