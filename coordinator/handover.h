#pragma once

#include <cstddef>
#include <vector>

#include "coordinator/detail/buffer.h"
#include "coordinator/detail/idle_watch.h"
#include "coordinator/detail/logger.h"
#include "coordinator/detail/statistics.h"
#include "primitives/condition.h"
#include "primitives/lock.h"
#include "sim/coro.h"

namespace foliot {

/// Hands updates from the ingester to the processors: the buffer, the one lock that guards it, and
/// the condition for which processors wait with that lock. Counts what it drops.
class Handover {
  public:
    /// `statistics` and `log` outlive the handover.
    Handover(BufferLimits limits, CoordinatorStatistics& statistics, const Logger& log);

    /// Adds an update and notifies a processor; it counts as dropped where that is cancelled.
    Coro<> put(MarketDataUpdate update);
    /// Suspends until there are updates and takes the oldest, at most `most`; nothing once it is
    /// closed and empty.
    Coro<std::vector<MarketDataUpdate>> take(std::size_t most);
    /// No more updates will come: whoever waits goes on. Done even where that is cancelled, which
    /// is raised afterwards.
    Coro<> close();
    /// How many updates wait.
    Coro<std::size_t> size();
    /// Guards the buffer: while another holds it, all of the above wait.
    Lock& lock() { return lock_; }

    /// Drops what is left. To be called when nobody is at work any more.
    void give_up();

  private:
    void changed();

    CoordinatorStatistics& statistics_;  // outlives this
    const Logger& log_;                  // outlives this
    Lock lock_{"buffer"};
    Condition fresh_{lock_, "fresh updates"};
    Buffer buffer_;
    IdleWatch watch_;
    bool closed_ = false;
};

}  // namespace foliot
