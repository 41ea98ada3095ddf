#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "sim/choice.h"

namespace foliot {

class Observer;
class Profile;

/// Makes the choices of a run. One strategy object serves many runs, one after the other. The order
/// `fifo`, which takes option 0 always, is no strategy: a loop without a strategy does that.
class Strategy {
  public:
    Strategy() = default;
    Strategy(const Strategy&) = delete;
    Strategy& operator=(const Strategy&) = delete;
    virtual ~Strategy() = default;

    /// A run with this seed begins.
    virtual void begin(std::uint64_t seed) = 0;
    /// The option to take, in [0, point.of).
    virtual std::uint32_t pick(const ChoicePoint& point) = 0;

    /// What listens to the run that begins, for the strategy's own purposes; null where nothing
    /// has to. Asked after begin().
    virtual Observer* observer() { return nullptr; }

    /// A run with this seed goes better where it is known what runs are like: see learn().
    virtual bool wants_profile(std::uint64_t seed) const {
        static_cast<void>(seed);
        return false;
    }
    /// What is known of the scenario's runs. The choices of a run depend on this, the seed and the
    /// run itself, and on no run before.
    virtual void learn(std::shared_ptr<const Profile> profile) { static_cast<void>(profile); }

    /// It goes through orders in a sequence of its own, whatever the seed: all runs have the same
    /// one, for the data that they draw.
    virtual bool exhaustive() const { return false; }
    /// Exhaustive strategies, after each run: another order is left to be tried.
    virtual bool next() { return true; }
    /// Exhaustive strategies: the latest run was given up, for what it would have come to has been
    /// seen, or will be, in another one.
    virtual bool redundant() const { return false; }

    /// Who made the choices of the latest run, where that is not said by the strategy's own name:
    /// the member of a portfolio. Empty otherwise.
    virtual std::string_view member() const { return {}; }
};

}  // namespace foliot
