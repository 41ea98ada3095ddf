#include "strategies/portfolio.h"

#include "sim/rng.h"
#include "strategies/pct.h"
#include "strategies/pos.h"
#include "strategies/random.h"
#include "strategies/surw.h"

namespace foliot {

PortfolioStrategy::PortfolioStrategy()
    : members_{{{"random", 20, std::make_unique<RandomStrategy>()},
                {"urw", 25, std::make_unique<SurwStrategy>(SurwStrategy::Looks::at_all_steps)},
                {"surw", 20, std::make_unique<SurwStrategy>()},
                {"pos", 15, std::make_unique<PosStrategy>()},
                {"pct:2", 5, std::make_unique<PctStrategy>(2)},
                {"pct:3", 5, std::make_unique<PctStrategy>(3)},
                {"pct:4", 5, std::make_unique<PctStrategy>(4)},
                {"pct:5", 5, std::make_unique<PctStrategy>(5)}}},
      running_(members_.front().strategy.get()) {}

const PortfolioStrategy::Member& PortfolioStrategy::member_for(std::uint64_t seed) const {
    constexpr std::uint64_t tag = 0x706f7274;  // the members use the seed itself
    std::uint64_t percent = scale(mix(seed, tag), 100);
    const Member* member = members_.data();
    while (percent >= member->percent)
        percent -= member++->percent;
    return *member;
}

void PortfolioStrategy::begin(std::uint64_t seed) {
    const Member& member = member_for(seed);
    member_ = member.name;
    running_ = member.strategy.get();
    running_->begin(seed);
}

bool PortfolioStrategy::wants_profile(std::uint64_t seed) const {
    return member_for(seed).strategy->wants_profile(seed);
}

void PortfolioStrategy::learn(std::shared_ptr<const Profile> profile) {
    for (Member& member : members_)
        member.strategy->learn(profile);
}

}  // namespace foliot
