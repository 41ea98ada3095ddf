#pragma once

#include "coordinator/common.h"
#include "coordinator/ticker.h"

namespace foliot {

/// Restarts the counts of the processors every statistics period, counted from the start: once for
/// each period that has passed, however late it is looked at, and on time again after that. What a
/// run comes to is counted apart.
class StatisticsRestart {
  public:
    explicit StatisticsRestart(Common& common)
        : common_(common),
          ticker_(common.settings.statistics_period, common.settings.statistics_period) {}

    VirtualTime next() const { return ticker_.next(); }
    /// Restarts them where that is due.
    void look() {
        const std::int64_t periods = ticker_.advance();
        if (periods == 0) return;
        common_.statistics.restarts += periods;
        common_.statistics.by_processor.clear();
        common_.log.of("manager").info("counts restarted", {{"periods", periods}});
    }

  private:
    Common& common_;  // outlives this
    Ticker ticker_;
};

}  // namespace foliot
