#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "explore/explore.h"

namespace foliot {

/// Shows on stderr how far an exploration is: one rewritten line on a terminal, else a line every
/// ten seconds. Reads the real clock, which nothing that decides or records does.
class ProgressLine {
  public:
    /// `shown` false: says nothing. `seconds` is the budget, or 0.
    ProgressLine(std::string scenario, bool shown, double seconds);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const Progress& progress);
    /// Seconds since it was made.
    double elapsed() const;

  private:
    using Clock = std::chrono::steady_clock;

    void print(const Progress& progress, double now);
    void wipe();

    std::string scenario_;
    bool shown_;
    bool terminal_;
    double budget_;
    Clock::time_point start_ = Clock::now();
    double next_ = 0;
    std::size_t width_ = 0;
};

}  // namespace foliot
