#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "sim/clock.h"

namespace foliot {

/// How long something outside takes: one duration, or several of which a choice takes one. The
/// first is the tame one; give the shortest first. A latency of one duration is no choice. Where
/// the run allows faults, it may take longer than any of them.
class Latency {
  public:
    Latency(Duration fixed = Duration::zero()) : options_{fixed} {}  // NOLINT: a duration is one
    template <class Rep, class Period>
    Latency(std::chrono::duration<Rep, Period> fixed) : options_{fixed} {}  // NOLINT
    Latency(std::initializer_list<Duration> options) : Latency(std::vector<Duration>(options)) {}
    /// Raises ValueError where there are none.
    explicit Latency(std::vector<Duration> options);

    /// Asks the running loop which it is.
    Duration choose(std::string_view label) const;
    const std::vector<Duration>& options() const { return options_; }

  private:
    std::vector<Duration> options_;
};

}  // namespace foliot
