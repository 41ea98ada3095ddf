#pragma once

#include "sim/clock.h"
#include "sim/loop.h"

namespace foliot {

/// The instants of something periodic: start, start + period, start + 2 periods and so on, whenever
/// they are looked at, so that lateness does not add up.
class Ticker {
  public:
    /// In a running loop. `period` is above zero; the first instant is `first` from now.
    explicit Ticker(Duration period, Duration first = Duration::zero())
        : period_(period), next_(later(VirtualClock::now(), first)) {}

    VirtualTime next() const { return next_; }
    bool due() const { return VirtualClock::now() >= next_; }
    /// On to the first instant that is still to come; gives how many went by.
    std::int64_t advance() {
        const VirtualTime now = VirtualClock::now();
        if (now < next_) return 0;
        const std::int64_t passed = (now - next_) / period_ + 1;
        next_ = later(next_, passed * period_);
        return passed;
    }

  private:
    Duration period_;
    VirtualTime next_;
};

}  // namespace foliot
