#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "sim/choice.h"
#include "sim/clock.h"

namespace foliot {

namespace detail {
class Kernel;
}
class TaskState;

/// What may go wrong in a run that allows it.
enum class Fault : std::uint8_t {
    delay,       ///< a Latency takes longer than any of its options
    failure,     ///< a pool's job, or whatever asks strikes(), fails
    stall,       ///< a pool's worker does nothing for a while before it begins a job
    disconnect,  ///< for whatever asks strikes(): a connection is lost
    cancel,      ///< a task is cancelled
};

std::string_view name_of(Fault fault);

/// The most faults of each kind that one run may see; none unless it says so.
struct FaultBudget {
    std::uint32_t delays = 0;
    std::uint32_t failures = 0;
    std::uint32_t stalls = 0;
    std::uint32_t disconnects = 0;
    std::uint32_t cancellations = 0;
    Duration delay = std::chrono::seconds(1);  ///< what a delay adds
    Duration stall = std::chrono::seconds(1);  ///< what a stall adds
};

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
bool strikes(Fault fault, std::string_view what = {});

/// The faults of one run. One choice says how far off the next fault of a kind is, so a run makes
/// few choices however often a fault could strike, and the distance is of any order of magnitude.
class FaultPlan {
  public:
    FaultPlan(detail::Kernel& loop, const FaultBudget& budget);

    bool strikes(Fault fault, std::string_view what);
    /// How many have struck.
    std::uint32_t struck(Fault fault) const { return of(fault).struck; }
    const FaultBudget& budget() const { return budget_; }

    // The kernel's opportunities for a cancellation.

    void spawned(TaskState& task) { cancel_at(task); }
    void woken(TaskState& task) { cancel_at(task); }
    /// Others may be cancelled here too: nobody is in the middle of anything.
    void waits(TaskState& task);

  private:
    struct Countdown {
        std::uint32_t left = 0;      // faults that may still strike
        std::uint64_t distance = 0;  // opportunities up to the next one; 0: not chosen yet
        std::uint32_t chosen = 0;    // choices made
        std::uint32_t struck = 0;
    };

    bool due(Fault fault);
    void cancel_at(TaskState& task);
    void cancel(TaskState& victim) const;
    bool exposed(const TaskState& task) const;
    std::uint32_t choose(Fault fault, std::uint32_t of, std::string_view label);
    void tell(Fault fault, std::string_view what) const;
    Countdown& of(Fault fault) { return countdowns_.at(static_cast<std::size_t>(fault)); }
    const Countdown& of(Fault fault) const {
        return countdowns_.at(static_cast<std::size_t>(fault));
    }

    detail::Kernel& loop_;  // owns this
    FaultBudget budget_;
    std::array<Countdown, 5> countdowns_{};
};

}  // namespace foliot
