#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/rng.h"
#include "sim/strategy.h"
#include "strategies/highest_ready.h"
#include "strategies/profile.h"

namespace foliot {

/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte 2010): whoever
/// has the highest priority runs, and at depth - 1 points, drawn from the length of a run, the one
/// that would run falls below all others. In a run of n tasks and k choices a bug of that depth is
/// found with a probability of at least 1 / (n k^(depth - 1)).
///
/// A task's timers have its priority. Values, faults and cancellations are drawn. From 10,000
/// choices on the run is a random walk, lest a task that polls starve the one that it waits for.
class PctStrategy final : public Strategy {
  public:
    static constexpr std::uint32_t default_depth = 3;

    explicit PctStrategy(std::uint32_t depth = default_depth) : depth_(depth) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;
    bool wants_profile(std::uint64_t) const override { return depth_ > 1; }
    void learn(std::shared_ptr<const Profile> profile) override;

  private:
    /// A chain that fell at a change point.
    struct Fallen {
        std::uint64_t path;
        std::uint64_t priority;
    };

    std::uint64_t priority(std::uint64_t path) const;
    std::uint32_t highest(const ChoicePoint& point);

    std::uint32_t depth_;
    std::uint64_t length_ = 100;  // choices of a run, unless it is known better
    std::uint64_t seed_ = 0;
    Rng rng_;
    std::uint64_t choices_ = 0;
    std::vector<std::uint64_t> changes_;  // descending: the next one is the last
    std::vector<Fallen> fallen_;
    HighestReady ready_;
};

}  // namespace foliot
