#pragma once

#include <cstdint>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>

#include "sim/law_event.h"
#include "sim/observer.h"
#include "sim/outcome.h"

namespace foliot {

class Loop;

/// The run that a law judges: a live one, or one that was stored.
class LawRun {
  public:
    LawRun() = default;
    LawRun(const LawRun&) = delete;
    LawRun& operator=(const LawRun&) = delete;
    virtual ~LawRun() = default;

    /// The name of the task with this path; empty if it is not known, or no more. May be slow.
    virtual std::string task_name(PathId task) const = 0;
    /// A law was broken while the run was on.
    virtual void fail(const std::string& violation, std::source_location where) = 0;
};

/// Something that holds in every correct run, whatever the order of the steps: it fails the run,
/// with the verdict `check`, at the first event that breaks it. What it knows, it knows from events
/// alone, and of those from what they mean (see Meaning and Role): so it holds primitives of the
/// user's own to account as well, whatever words they have, and it judges a stored trace as it does
/// a live run.
///
/// A law object judges one run. A run that no law watches pays nothing for laws.
class Law : private Observer {
  public:
    Law() = default;

    /// What reports call it: "mutual exclusion".
    virtual std::string_view name() const = 0;

    /// Listens to the run of `loop`, which has not begun. The law must outlive the run.
    void watch(Loop& loop);
    /// Judges what it will be told of this run, which outlives the telling.
    void attend(LawRun& run);
    void tell(const LawStep& step);
    void tell(const LawEvent& event);
    /// The run is over and came to `outcome`: checks what must hold at the end. If that does not
    /// hold, a run that completed, or deadlocked, becomes one that failed with the verdict `check`.
    void finish(Outcome& outcome);

    bool broken() const { return !violation_.empty(); }
    /// How the law was broken first: "law mutual exclusion: b acquired ... (step 7, t=0 ns)". Empty
    /// if it holds.
    const std::string& violation() const { return violation_; }
    /// The step in which that was; `no_step` before the run.
    std::uint64_t broken_step() const { return broken_step_; }
    /// The place in the source; empty if it is not known.
    const std::string& broken_place() const { return broken_place_; }

  protected:
    virtual void judge_step(const LawStep& /*step*/) {}
    virtual void judge_event(const LawEvent& /*event*/) {}
    virtual void at_end(const Outcome& /*outcome*/) {}

    /// The law is broken by this event: fails the run. Only the first time counts.
    void violated(const LawEvent& event, const std::string& what);
    /// The law is broken, but not at a place in the source.
    void violated(const std::string& what);
    /// The same for something that is known only when the step has passed in which it happened.
    void violated_at(std::uint64_t step, VirtualTime time, const std::string& what);

    /// The name of the task with this path, for messages: slow, so that keeping names costs nothing
    /// while the law holds. A task that has ended may have no name any more.
    std::string name_of(PathId task) const;

  private:
    class LiveRun;

    Hears hears() const final { return {.creations = false, .choices = false, .accesses = false}; }
    void on_step(const Step& step) final;
    void on_event(const TraceEvent& event) final;
    void violate(std::uint64_t step, VirtualTime time, const std::string& what,
                 std::source_location where, std::string_view place);

    std::unique_ptr<LawRun> live_;
    LawRun* run_ = nullptr;     // outlives the telling
    Outcome* ended_ = nullptr;  // while the end is checked
    std::uint64_t step_ = no_step;
    VirtualTime time_{};
    std::string violation_;
    std::uint64_t broken_step_ = no_step;
    std::string broken_place_;
};

}  // namespace foliot
