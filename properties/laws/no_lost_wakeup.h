#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/law.h"
#include "sim/wait_book.h"

namespace foliot {

/// Nobody is left waiting for what is there, and nobody is woken for nothing. After each step, and
/// at the end of the run:
/// - Lock, Semaphore, BoundedSemaphore: where one is free and tasks wait, one of them is on its
///   way: woken or cancelled, and has not run yet (it takes it, or wakes the next);
/// - Event: nobody waits while it is set;
/// - Condition: where a waiter was notified and its wait ends with an error, another one that waits
///   is notified in its place.
///
/// What a lock, a flag or a counter begins with, its first events tell.
///
/// And every wake has a cause: a lock is free and nobody else is on the way to it, a permit was
/// granted, an event is set, a notification counts the wake.
class NoLostWakeup final : public Law {
  public:
    std::string_view name() const override { return "no lost wakeup"; }
    void judge_step(const LawStep& step) override;
    void judge_event(const LawEvent& event) override;

  private:
    enum class Open : std::uint8_t { unknown, no, yes };  // free, or set
    struct Seen {
        Role role;
        Open open = Open::unknown;
        std::string label{};
        std::int64_t loose = 0;  // permits granted to nobody yet; wakes not yet counted by a notify
        std::string owed_by{};   // who has to pass a notification on; empty: nobody
        bool touched = false;    // during the step
    };

    void at_end(const Outcome& outcome) override;
    static bool judges(Role role);
    Seen& see(const LawEvent& event);
    void woken(const LawEvent& event, Seen& seen);
    void lock_event(const LawEvent& event, Seen& seen);
    void semaphore_event(const LawEvent& event, Seen& seen);
    void event_event(const LawEvent& event, Seen& seen);
    void condition_event(const LawEvent& event, Seen& seen);
    void check_touched();
    void check(PathId object, Seen& seen);

    WaitBook book_;
    std::map<PathId, Seen> seen_;
    std::uint64_t step_ = no_step;
    VirtualTime time_{};
    std::vector<PathId> touched_;        // during the step
    std::map<PathId, PathId> notified_;  // by task: the condition whose wait() it is still in
};

}  // namespace foliot
