#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sim/law.h"
#include "sim/wait_book.h"

namespace foliot {

/// No permit of a Semaphore or BoundedSemaphore is lost or made up: at any time the counter is its
/// first value, less the permits that are held or granted, plus what was released without having
/// been acquired. Hence:
/// - each event changes the counter as it should: a newcomer's `acquire` and a `grant` take one, a
///   `release` adds one, and so does the `abandon` of a waiter that had been granted one;
/// - the counter is never negative, and a BoundedSemaphore's never above its first value;
/// - a waiter that was granted a permit takes it, or gives it back, in its next step.
///
/// The first value is learned from the first event.
class PermitsConserved final : public Law {
  public:
    std::string_view name() const override { return "permits conserved"; }
    void judge_step(const LawStep& step) override;
    void judge_event(const LawEvent& event) override;

  private:
    struct Counter {
        std::int64_t first = 0;  // value
        std::int64_t now = 0;
        std::string label{};
        bool grants = false;  // a permit was granted; the wake that follows tells to whom
    };
    struct Grant {
        PathId task;
        PathId semaphore;
    };

    void at_end(const Outcome& outcome) override;
    std::optional<std::int64_t> change_of(const LawEvent& event);
    void update(const LawEvent& event, std::int64_t change);
    void woken(const LawEvent& event);
    void check_used();

    std::map<PathId, Counter> counters_;
    std::map<PathId, PathId> granted_;  // by task: the semaphore
    std::optional<Grant> due_;          // the grant of the running task, until it is used
    std::uint64_t step_ = no_step;
    VirtualTime time_{};
};

}  // namespace foliot
