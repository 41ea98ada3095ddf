#pragma once

#include <source_location>
#include <string>
#include <string_view>

#include "sim/loop.h"
#include "sim/object.h"
#include "sim/observer.h"
#include "sim/outcome.h"
#include "sim/task_state.h"

namespace foliot {

/// Something that holds in every correct run, whatever the order of the steps: an observer that
/// fails the run, with the verdict `check`, at the first event that breaks it. What it knows, it
/// knows from events alone, so it holds primitives of the user's own to account as well, as long as
/// they report under the same kinds and verbs.
///
/// A law object watches one run. A run that no law watches pays nothing for laws.
class Law : public Observer {
  public:
    /// What reports call it: "mutual exclusion".
    virtual std::string_view name() const = 0;

    /// Listens to the run of `loop`, which has not begun. The law must outlive the run.
    void watch(Loop& loop);
    /// The run is over and came to `outcome`: checks what must hold at the end. Where that does not
    /// hold, a run that completed, or deadlocked, becomes one that failed with the verdict `check`.
    void finish(Outcome& outcome);

    bool broken() const { return !violation_.empty(); }
    /// How the law was broken first: "law mutual exclusion: b acquired ... (step 7, t=0 ns)". Empty
    /// where it holds.
    const std::string& violation() const { return violation_; }

  protected:
    virtual void at_end(const Outcome& /*outcome*/) {}

    /// The law is broken: fails the run. Only the first time counts.
    void violated(const std::string& what, std::source_location where = {});
    /// The same for something that is known only when the step has passed in which it happened.
    void violated_at(std::uint64_t step, VirtualTime time, const std::string& what,
                     std::source_location where = {});

    Loop& loop() const { return *loop_; }
    /// The name of the task that did it, or "a callback".
    static std::string actor(const TraceEvent& event);
    /// The task of the event, by its path; the root path stands for callbacks.
    static PathId actor_path(const TraceEvent& event);
    /// The name of the task with this path, for messages: slow, so that keeping names costs nothing
    /// while the law holds. A task that has ended has no name any more.
    std::string name_of(PathId task) const;

  private:
    Loop* loop_ = nullptr;      // runs while the law watches
    Outcome* ended_ = nullptr;  // while the end is checked
    std::string violation_;
};

}  // namespace foliot
