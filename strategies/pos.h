#pragma once

#include <cstdint>
#include <memory>

#include "sim/detail/path_map.h"
#include "sim/observer.h"
#include "sim/rng.h"
#include "sim/strategy.h"
#include "strategies/profile.h"

namespace foliot {

/// Partial order sampling (Yuan, Yang, Gu 2018): each pending step has a random priority, the
/// highest runs, and those that conflict with it get new ones. So each way in which conflicting
/// steps can be ordered is likely, however many steps there are beside them.
///
/// What a pending step will touch is what steps of that task and number touched in calibration
/// runs; of an unknown one it is assumed that it conflicts.
class PosStrategy final : public Strategy, private Observer {
  public:
    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;
    Observer* observer() override { return this; }
    bool wants_profile(std::uint64_t) const override { return true; }
    void learn(std::shared_ptr<const Profile> profile) override { profile_ = std::move(profile); }

  private:
    struct Chain {
        std::uint32_t steps = 0;  // made
        std::uint32_t redraws = 0;
    };

    Hears hears() const override { return {false, false, true, false, true}; }
    void on_step(const Step& step) override;
    void on_access(PathId object, Access access) override { touched_.add(object, access); }

    std::shared_ptr<const Profile> profile_;
    std::uint64_t seed_ = 0;
    Rng rng_;
    detail::PathMap<Chain> chains_;
    Profile::Mask touched_;  // since the latest choice
};

}  // namespace foliot
