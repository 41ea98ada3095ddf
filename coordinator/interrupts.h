#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "sim/loop.h"

namespace foliot {

/// Takes interrupts (SIGINT, Ctrl-C) from whatever thread the operating system uses to the loop.
/// May be kept longer than what it interrupts: what comes too late does nothing.
class Interrupts {
  public:
    /// `action` is called in the loop, in a ready handle of its own, once for each interrupt.
    explicit Interrupts(std::function<void()> action) : action_(std::move(action)) {}

    /// What a signal handler calls; also from a simulated thread.
    static void raise(const std::shared_ptr<Interrupts>& interrupts, Loop& loop);
    /// Nobody is there any more.
    void close() { action_ = nullptr; }

  private:
    std::function<void()> action_;
};

}  // namespace foliot
