#pragma once

#include <optional>
#include <string>

#include "sim/law.h"

namespace foliot {

/// Once shutdown has been asked for, all tasks end within a bound of virtual time. Asked for means
/// that `note(trigger)` is called, or that the Event of that name is set; the first time counts.
class BoundedShutdown final : public Law {
  public:
    /// Raises ValueError where `within` is negative.
    BoundedShutdown(std::string trigger, Duration within);

    std::string_view name() const override { return "bounded shutdown"; }
    void judge_event(const LawEvent& event) override;

    /// When shutdown was asked for: a run in which it never was proves nothing.
    std::optional<VirtualTime> asked() const { return asked_; }
    /// From there to the end of the last task so far.
    Duration took() const { return took_; }

  private:
    void at_end(const Outcome& outcome) override;
    bool asks(const LawEvent& event) const;

    std::string trigger_;
    std::vector<PathId> live_;  // tasks that have not ended, in the order of their creation
    Duration within_;
    std::optional<VirtualTime> asked_;
    Duration took_{};
};

}  // namespace foliot
