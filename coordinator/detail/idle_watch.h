#pragma once

#include <cstddef>
#include <optional>

#include "sim/clock.h"

namespace foliot {

/// Watches for neglect: updates lie in the buffer while a processor waits for some. In a loop whose
/// time moves only when nothing is ready, a lasting neglect means that nobody was told.
class IdleWatch {
  public:
    /// A processor waits for as long as this lives.
    class Waiting {
      public:
        explicit Waiting(IdleWatch& watch);
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;
        ~Waiting();

      private:
        IdleWatch& watch_;  // outlives the wait
    };

    /// The buffer holds so many updates now.
    void holds(std::size_t updates);
    /// The longest neglect so far, in virtual time.
    Duration longest() const { return longest_; }

  private:
    void note_change();

    std::size_t updates_ = 0;
    std::size_t waiting_ = 0;
    std::optional<VirtualTime> since_;
    Duration longest_{};
};

}  // namespace foliot
