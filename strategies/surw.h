#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/detail/path_map.h"
#include "sim/observer.h"
#include "sim/rng.h"
#include "sim/strategy.h"
#include "strategies/profile.h"

namespace foliot {

/// Selectively uniform random walk (Zhao, Wolff, Mathur, Roychoudhury 2025): each run looks at one
/// object, drawn by how much it is used, and makes the interleavings of its uses equally likely,
/// however many steps there are beside them. Of `all` steps: the uniform random walk.
///
/// The weights, who uses what and how often, come from calibration runs. Without these it is a
/// random walk.
class SurwStrategy final : public Strategy, private Observer {
  public:
    enum class Looks : std::uint8_t { at_one_object, at_all_steps };

    explicit SurwStrategy(Looks looks = Looks::at_one_object) : looks_(looks) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;
    Observer* observer() override { return this; }
    bool wants_profile(std::uint64_t) const override { return true; }
    void learn(std::shared_ptr<const Profile> profile) override { profile_ = std::move(profile); }

  private:
    struct Chain {
        std::uint64_t steps = 0;  // made
        std::uint64_t left = 0;   // interesting ones that are still to come, the spawned's included
        std::uint64_t parent = 0;
        bool seen = false;
        bool blocked = false;
    };

    Hears hears() const override { return {false, false, true, false, false}; }
    void on_step(const Step& step) override;

    bool interesting(std::uint64_t path, const Chain& chain) const;
    void meet(std::uint64_t path);
    std::uint64_t weighed(const std::vector<std::uint64_t>& paths);
    void unblock();
    std::uint32_t walk(const ChoicePoint& point);

    Looks looks_;
    std::shared_ptr<const Profile> profile_;
    std::uint64_t seed_ = 0;
    Rng rng_;
    bool everything_ = false;            // all steps are interesting
    bool nothing_ = false;               // nothing is known
    detail::PathMap<bool> interesting_;  // steps that use the object, by key
    detail::PathMap<Chain> chains_;
    std::uint64_t intended_ = 0;          // whose interesting step comes next; 0: not drawn yet
    std::vector<std::uint64_t> blocked_;  // chains that wait for the intended one
    // Of the choice that is made:
    std::vector<std::uint64_t> paths_;  // by rank
    std::vector<std::uint32_t> free_;   // ranks that are not blocked
    std::vector<std::uint64_t> candidates_;
};

}  // namespace foliot
