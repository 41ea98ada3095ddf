#include "cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace foliot {

namespace {

constexpr double terminal_interval = 0.1;
constexpr double log_interval = 10;

}  // namespace

ProgressLine::ProgressLine(std::string scenario, bool shown, double seconds)
    : scenario_(std::move(scenario)),
      shown_(shown),
      terminal_(isatty(STDERR_FILENO) != 0),
      budget_(seconds),
      next_(terminal_ ? terminal_interval : log_interval) {}

ProgressLine::~ProgressLine() {
    wipe();
}

double ProgressLine::elapsed() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

void ProgressLine::show(const Progress& progress) {
    if (!shown_) return;
    const double now = elapsed();
    if (now < next_) return;
    next_ = now + (terminal_ ? terminal_interval : log_interval);
    print(progress, now);
}

void ProgressLine::print(const Progress& progress, double now) {
    const double rate = static_cast<double>(progress.run) / now;
    std::string line = fmt::format("explore {}  {}", scenario_, progress.run);
    if (progress.runs != 0) line += fmt::format("/{}", progress.runs);
    line += fmt::format("  {:.0f} runs/s  {} steps", rate, progress.steps);
    if (progress.classes != 0) line += fmt::format("  {} classes", progress.classes);
    line += fmt::format("  {} failed  seed {}", progress.failures, progress.seed);
    const double left = progress.runs != 0 && rate > 0
                            ? static_cast<double>(progress.runs - progress.run) / rate
                            : budget_ - now;
    if (left >= 0) line += fmt::format("  ETA {:.0f}s", left);
    if (terminal_) {
        fmt::print(stderr, "\r{:{}}", line, width_);
        width_ = line.size();
    } else {
        fmt::print(stderr, "{}\n", line);
    }
    std::fflush(stderr);
}

void ProgressLine::wipe() {
    if (!terminal_ || width_ == 0) return;
    fmt::print(stderr, "\r{:{}}\r", "", width_);
    std::fflush(stderr);
    width_ = 0;
}

}  // namespace foliot
