#pragma once

#include <cstdint>
#include <source_location>
#include <string_view>

#include "sim/choice.h"
#include "sim/detail/kernel.h"
#include "sim/loop_options.h"

namespace foliot {

/// The event loop of one run: ready handles, timers, virtual time, choices. Handles run in rounds,
/// one step at a time; nothing runs inside another's step. A loop serves one run.
class Loop : private detail::Kernel {
  public:
    explicit Loop(const LoopOptions& options = {}) : Kernel(options) {}

    /// While it lives, this loop counts as the one that runs on this thread, so that objects can be
    /// made in it and tasks spawned before it runs. Raises RuntimeError if another one runs.
    class Use : private Kernel::Use {
      public:
        explicit Use(Loop& loop) : Kernel::Use(loop) {}
    };

    /// The loop that drives this thread, or null.
    static Loop* current() noexcept { return static_cast<Loop*>(Kernel::current()); }
    /// The same, for asyncio's functions: raises RuntimeError("no running event loop") if none
    /// runs, and in the steps of simulated threads.
    static Loop& running() { return static_cast<Loop&>(Kernel::running()); }

    /// observe(Observer&): adds an observer, which must outlive the run. Before the run only.
    using Kernel::observe;

    /// run(Coro<> root, name = "main"): runs `root` as a task, as asyncio.run does: when it has
    /// ended, the tasks left are cancelled in the order of their creation, run out and count as
    /// left over. run(): runs until the last of the tasks that were spawned before, or by them, has
    /// ended.
    using Kernel::run;

    /// The virtual time.
    using Kernel::now;
    /// The number of the step that runs; `no_step` before the first.
    using Kernel::step;
    /// What the loop was made with.
    using Kernel::options;
    /// The task whose step runs; null in callbacks and outside of steps.
    using Kernel::current_task;
    /// The tasks that have not ended, in the order of their creation.
    using Kernel::all_tasks;

    /// fail(verdict, message, where, error): ends the run with this verdict after the current step.
    /// The first failure counts.
    using Kernel::fail;
    /// The run has failed.
    using Kernel::failed;
    /// Ends the run after the current step, whatever it came to so far.
    using Kernel::halt;

    /// set_debug(bool): debug mode warns, in the outcome, of slow steps, of coroutines that were
    /// never awaited and of exceptions that nobody retrieved, and refuses operations that are not
    /// thread-safe if a wrong thread calls them. The choices stay the same. May change while the
    /// loop runs.
    using Kernel::set_debug;
    /// Debug mode is on.
    using Kernel::debug;

    /// Somebody listens to events: what costs something to note is worth noting.
    using Kernel::observed;
    /// The plan of faults; null if the run allows none.
    using Kernel::faults;
    /// The pool of to_thread(), made when first asked for.
    using Kernel::default_pool;

  private:
    friend detail::Kernel& detail::kernel_of(Loop& loop);
};

namespace detail {

inline Kernel& kernel_of(Loop& loop) {
    return loop;
}

}  // namespace detail

/// Asks the running loop for a decision among `of` options.
std::uint32_t choose(std::uint32_t of, std::string_view label, ChoiceKind kind = ChoiceKind::value);
/// Data in [0, bound) from (seed, task, draw): the same under every strategy.
std::uint64_t draw(std::uint64_t bound);
/// Data in [low, high], both included.
std::int64_t draw(std::int64_t low, std::int64_t high);
/// Sets a figure that `run` reports beside the verdict: a count, or a time. In JSON the name of a
/// time ends in `_ns`.
void publish(std::string_view name, std::int64_t value);
void publish(std::string_view name, Duration time);
/// A figure that changes in the course of the run: reports show it over virtual time (`gauge`).
void gauge(std::string_view name, std::int64_t value);
/// Leaves a line in the trace.
void note(std::string_view text, std::int64_t value = 0,
          std::source_location where = std::source_location::current());

}  // namespace foliot
