#pragma once

#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "sim/fault_kind.h"

namespace foliot {

namespace detail {
class Kernel;
}
class TaskState;

/// What a job fails with where a fault strikes it.
class InjectedFault : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Lets faults strike the running run from here on. Whether, and where, are choices of the kinds
/// `fault` and `cancel`; option 0 is no fault, so fifo sees none.
///
/// A cancellation strikes any task but the root, simulated threads excepted: before its first
/// step, as it begins to wait, while it waits, or after what it waits for was granted and before it
/// resumes. Whoever allows them must let its tasks be cancelled.
void allow_faults(const FaultBudget& budget);

/// Whether a fault strikes here; `what` names the place in traces. False in a run that allows none
/// of this kind.
bool strikes(const Fault& fault, std::string_view what = {});

/// The faults of one run. One choice says how far off the next fault of a kind is, so a run makes
/// few choices however often a fault could strike, and the distance is of any order of magnitude.
class FaultPlan {
  public:
    FaultPlan(detail::Kernel& loop, const FaultBudget& budget);

    bool strikes(const Fault& fault, std::string_view what);
    /// How many have struck.
    std::uint32_t struck(const Fault& fault) const;
    const FaultBudget& budget() const { return budget_; }

    // The kernel's opportunities for a cancellation.

    void spawned(TaskState& task) { cancel_at(task); }
    void woken(TaskState& task) { cancel_at(task); }
    /// Others may be cancelled here too: nobody is in the middle of anything.
    void waits(TaskState& task);

  private:
    /// Of a kind that the budget allows.
    struct Countdown {
        const Fault* fault;
        std::uint32_t left;          // faults that may still strike
        std::uint64_t distance = 0;  // opportunities up to the next one; 0: not chosen yet
        std::uint32_t chosen = 0;    // choices made
        std::uint32_t struck = 0;
    };

    bool due(const Fault& fault);
    void cancel_at(TaskState& task);
    void cancel(TaskState& victim) const;
    bool exposed(const TaskState& task) const;
    std::uint32_t choose(Countdown& countdown, std::uint32_t of, std::string_view label);
    void tell(const Fault& fault, std::string_view what) const;
    /// Null if the budget allows none of this kind.
    Countdown* find(const Fault& fault);

    detail::Kernel& loop_;  // owns this
    FaultBudget budget_;
    std::vector<Countdown> countdowns_;
};

}  // namespace foliot
