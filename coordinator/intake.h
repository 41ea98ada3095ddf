#pragma once

#include <cstddef>
#include <utility>

#include "coordinator/detail/statistics.h"
#include "coordinator/detail/subscriptions.h"
#include "coordinator/handover.h"
#include "primitives/event.h"
#include "sim/coro.h"

namespace foliot {

/// The one way in for updates, whoever brings them: counts them, skips those that nobody subscribed
/// to, and puts the others into the buffer. Knows when the last of those who bring some has ended.
class Intake {
  public:
    /// All outlive the intake.
    Intake(Handover& handover, CoordinatorStatistics& statistics, Subscriptions& subscriptions)
        : handover_(handover), statistics_(statistics), subscriptions_(subscriptions) {}

    /// Somebody who brings updates, for as long as this lives: a parameter of the coroutine that
    /// does, so that it goes away with that even where that never began.
    class Source {  // lint: acts on the intake
      public:
        explicit Source(Intake& intake) : intake_(&intake) { ++intake.sources_; }
        Source(Source&& other) noexcept : intake_(std::exchange(other.intake_, nullptr)) {}
        Source& operator=(Source&&) = delete;
        ~Source() {
            if (intake_ != nullptr) intake_->source_ended();
        }

      private:
        Intake* intake_;  // outlives the coroutine
    };

    /// Every update passes here, or by lose().
    Coro<Result<>> accept(MarketDataUpdate update);
    /// So many were received that nobody can accept any more.
    void lose(std::size_t updates);

    /// Set when the last source has ended.
    Event& over() { return over_; }

  private:
    void source_ended() {
        if (--sources_ == 0) over_.set();
    }

    Handover& handover_;
    CoordinatorStatistics& statistics_;
    Subscriptions& subscriptions_;
    std::size_t sources_ = 0;
    Event over_{"intake over"};
};

}  // namespace foliot
