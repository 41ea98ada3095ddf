#pragma once

#include <cstdint>
#include <string>

namespace foliot {

/// While one lives, a signal that kills the process (a crash, an abort, an endless recursion, a
/// termination) first prints which run it struck: its scenario, number and seed, and how to make it
/// again. The signal then takes its course. A call of exit() or quick_exit() does the same, and the
/// process ends with status 1; one of _exit() is not noticed. One at a time.
class CrashReport {
  public:
    /// `again` is the command that makes the run again, but for the seed at its end.
    CrashReport(const std::string& scenario, const std::string& again);
    CrashReport(const CrashReport&) = delete;
    CrashReport& operator=(const CrashReport&) = delete;
    ~CrashReport();

    /// In a process that was forked from one where it lives: signals take their course there.
    static void withdraw();
    /// This run begins.
    static void begin(std::uint64_t run, std::uint64_t seed);
};

}  // namespace foliot
