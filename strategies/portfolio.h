#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "sim/strategy.h"

namespace foliot {

/// A mix of strategies, for none is the best for all bugs: of a hundred runs 20 are random walks,
/// 25 uniform ones, 20 selectively uniform ones, 15 partial order sampling, and 20 PCT of depths 2
/// to 5. Which one makes a run is decided by the run's seed alone.
class PortfolioStrategy final : public Strategy {
  public:
    PortfolioStrategy();

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override { return running_->pick(point); }
    Observer* observer() override { return running_->observer(); }
    bool wants_profile(std::uint64_t seed) const override;
    void learn(std::shared_ptr<const Profile> profile) override;
    /// Who made the latest run.
    std::string_view member() const override { return member_; }

  private:
    struct Member {
        std::string_view name;
        std::uint32_t percent;
        std::unique_ptr<Strategy> strategy;
    };

    const Member& member_for(std::uint64_t seed) const;

    std::array<Member, 8> members_;
    Strategy* running_;
    std::string_view member_;
};

}  // namespace foliot
