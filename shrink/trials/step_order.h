#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "shrink/trials/follower.h"

namespace foliot {

/// Runs steps in a given order, as far as that can be; what is not in it runs last. Questions get
/// the answers that they got in a run.
class StepOrder final : public Follower {
  public:
    StepOrder(const std::vector<StepKey>& order, const std::vector<MadeChoice>& answers);

  private:
    std::uint32_t choose(const ChoicePoint& point) override;

    std::map<StepKey, std::size_t> places_;
    std::map<std::uint64_t, std::uint32_t> answers_;
};

}  // namespace foliot
