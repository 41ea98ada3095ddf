#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/detail/path_map.h"
#include "sim/observer.h"
#include "sim/rng.h"
#include "strategies/footprint.h"

namespace foliot {

/// What the runs of a scenario are like, for strategies that weigh their choices by it: how long
/// they are, who makes how many steps, and what each step touches. Learned from calibration runs
/// (see calibrate()), which are the same for everybody.
class Profile {
  public:
    /// A footprint in 128 bits, by the hashes of the objects: says too often that two steps
    /// conflict, and never too seldom.
    struct Mask {
        std::uint64_t read = 0;
        std::uint64_t written = 0;

        void add(PathId object, Access access) {
            const std::uint64_t bit = std::uint64_t{1}
                                      << (static_cast<std::uint64_t>(object) >> 58U);
            (access == Access::write ? written : read) |= bit;
        }
        bool conflicts(const Mask& other) const {
            return ((written & (other.read | other.written)) | (read & other.written)) != 0;
        }
        static Mask everything() { return {~std::uint64_t{0}, ~std::uint64_t{0}}; }
    };
    /// All that runs on behalf of one path: a task's steps and timers, a callback.
    struct Chain {
        std::uint64_t path;
        std::uint64_t parent;  // the chain of the task that spawned it; 0: nobody's
        std::uint64_t
            weight;  // steps it makes, and those it spawns, in the average run; at least 1
    };
    /// An object that several chains use.
    struct Contended {
        /// Uses by others than the chain that uses it most, in the average run; at least 1.
        std::uint64_t uses = 0;
        std::vector<Chain> chains{};         // weighed by their uses of the object
        std::vector<std::uint64_t> steps{};  // step_key() of those that use it
    };

    /// Ready choices in the longest run; at least 1.
    std::uint64_t choices() const { return choices_; }
    const std::vector<Chain>& chains() const { return chains_; }
    const std::vector<Contended>& contended() const { return contended_; }
    /// What the `ordinal`-th step of a chain may touch; null where no run had one.
    const Mask* step(std::uint64_t path, std::uint64_t ordinal) const {
        return steps_.find(step_key(path, ordinal));
    }
    static std::uint64_t step_key(std::uint64_t path, std::uint64_t ordinal) {
        return mix(path, ordinal);
    }

  private:
    friend class Profiler;

    std::uint64_t choices_ = 1;
    std::vector<Chain> chains_;
    std::vector<Contended> contended_;
    detail::PathMap<Mask> steps_;
};

/// Listens to calibration runs, one after the other, and makes a profile of them.
class Profiler final : public Observer {
  public:
    Hears hears() const override { return {false, true, true, false, true}; }
    void on_choice(const Decision& decision) override;
    void on_step(const Step& step) override;
    void on_access(PathId object, Access access) override;

    /// A run has ended.
    void end_run();
    Profile take();

  private:
    struct Use {
        std::size_t object;
        std::size_t chain;
        std::uint64_t count;
    };
    struct Seen {
        std::uint64_t path = 0;
        std::uint64_t parent = 0;
        std::uint64_t steps = 0;    // in all runs
        std::uint64_t ordinal = 0;  // steps in this run
    };
    struct SeenObject {
        std::uint64_t path = 0;
        std::vector<std::size_t> uses{};
        std::vector<std::uint64_t> steps{};
        detail::PathMap<bool> known_steps{};
        bool written = false;
    };

    std::size_t chain_of(const Handle& handle);

    // What a profile may hold at most: what comes later is not learned.
    static constexpr std::size_t most_objects = 4'096;
    static constexpr std::size_t most_chains = 16'384;

    std::uint64_t runs_ = 0;
    std::uint64_t choices_ = 0;
    std::uint64_t most_choices_ = 1;
    std::vector<Seen> chains_;
    std::vector<SeenObject> objects_;
    std::vector<Use> uses_;
    detail::PathMap<std::size_t> chain_index_;   // one more than the index
    detail::PathMap<std::size_t> object_index_;  // the same
    detail::PathMap<std::size_t> use_index_;     // the same
    detail::PathMap<Profile::Mask> steps_;
    std::size_t chain_ = 0;  // the one that runs, one more than its index
    std::uint64_t key_ = 0;  // of the step that runs
    Footprint footprint_;
};

}  // namespace foliot
