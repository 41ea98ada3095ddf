#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/strategy.h"
#include "strategies/dfs.h"

namespace foliot {

/// Every run with at most `deviations` choices other than 0, each once: first fifo's, then all with
/// one, then all with two. So the first failing run is one with the fewest deviations that there
/// is. (Delay bounding, Emmi, Qadeer, Rakamaric 2011, counted in choices.)
///
/// With n choices of m options there are in the order of (n m)^deviations runs. What is kept is in
/// the order of the runs with one deviation less.
class BoundedStrategy final : public Strategy {
  public:
    explicit BoundedStrategy(std::uint32_t deviations) : most_(deviations) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;
    bool exhaustive() const override { return true; }
    bool next() override;

    /// How many choices of the latest run are not 0.
    std::size_t deviations() const { return level_; }

  private:
    struct Deviation {
        std::size_t choice;
        std::uint32_t taken;
    };
    /// A run from which others deviate, after the last deviation of its own.
    struct Parent {
        std::vector<Deviation> deviations;
        std::vector<std::uint32_t> options;  // of each choice after the last deviation

        std::size_t first_free() const {
            return deviations.empty() ? 0 : deviations.back().choice + 1;
        }
    };

    bool deviate();

    std::size_t most_;
    std::size_t level_ = 0;
    Parent run_;                      // the run that is made
    std::vector<Parent> parents_;     // of the level
    std::vector<Parent> children_;    // parents of the next one
    std::size_t parent_ = 0;          // the one whose children are made,
    std::size_t offset_ = 0;          // by which of its choices,
    std::uint32_t taken_ = 0;         // and the option taken there
    std::size_t at_ = 0;              // choices made in this run
    std::size_t next_deviation_ = 0;  // among those of this run
};

}  // namespace foliot
