#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/law.h"
#include "sim/wait_book.h"

namespace foliot {

/// Whoever began to wait first is served first, those who were cancelled aside:
/// - Lock, Semaphore, BoundedSemaphore: the oldest waiter is woken first, and no newcomer acquires
///   while somebody waits (a newcomer may where all waiters are cancelled);
/// - Condition, Event: waiters are woken in the order in which they began to wait.
///
/// A semaphore's permit is given when its waiter is woken; in which order the woken ones then run
/// is the schedule's business. Of objects of other kinds only the figures are kept.
class FirstComeFirstServed final : public Law {
  public:
    /// `overtakes_allowed`: how often one wait may be overtaken before the law counts as broken.
    explicit FirstComeFirstServed(std::uint64_t overtakes_allowed = 0)
        : overtakes_allowed_(overtakes_allowed) {}

    std::string_view name() const override { return "first come, first served"; }
    void judge_step(const LawStep& step) override;
    void judge_event(const LawEvent& event) override;

    /// How waiting went on one object. A wait is as long as its task does not run; cancelled waits
    /// do not count, those that have not ended when the run does count as far as they got.
    struct Figures {
        PathId path;
        std::string object;
        std::uint64_t waits = 0;
        std::uint64_t overtaken = 0;  ///< how often a later task was served before an earlier one
        std::uint64_t longest_steps = 0;
        Duration longest_time{};
    };
    /// One entry for each object that was waited for, in the order of the first waits.
    const std::vector<Figures>& figures() const { return figures_; }

  private:
    void at_end(const Outcome& outcome) override;
    void begin(const LawEvent& event);
    void count(PathId object, const WaitRecord& waited, std::uint64_t step, VirtualTime now);
    void woken(const LawEvent& event, const WaitRecord& served);
    void acquired(const LawEvent& event);
    void overtake(const LawEvent& event, WaitRecord& waiting, bool fair);

    std::uint64_t overtakes_allowed_;
    WaitBook book_;
    std::map<PathId, std::size_t> indices_;  // of objects in figures_
    std::vector<Figures> figures_;
};

}  // namespace foliot
