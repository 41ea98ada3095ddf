#pragma once

#include "sim/law.h"

namespace foliot {

/// Virtual time begins at 0, moves forward only, and never without saying so: between steps (the
/// event `advance`), or by what a step spends (the event `spend`); all else that happens in one
/// step happens at one instant. Steps are numbered from 0 without gaps.
class SteadyTime final : public Law {
  public:
    std::string_view name() const override { return "steady time"; }
    void judge_step(const LawStep& step) override;
    void judge_event(const LawEvent& event) override;

  private:
    VirtualTime now_{};
    std::uint64_t steps_ = 0;
    bool moved_ = false;  // since the latest step began
};

}  // namespace foliot
