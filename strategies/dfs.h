#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/strategy.h"
#include "strategies/turn.h"

namespace foliot {

/// Depth-first search: every sequence of choices, each once, in lexicographic order; the first is
/// fifo's. Needs a scenario whose runs are finite and that is deterministic: a choice with other
/// options than it had before fails the run.
class DfsStrategy final : public Strategy {
  public:
    static constexpr std::size_t unlimited = ~std::size_t{0};

    DfsStrategy() = default;
    /// Searches below a node: the runs that begin with `prefix`.
    explicit DfsStrategy(std::vector<Turn> prefix);
    /// Tries each sequence of up to `depth` choices once, and takes option 0 from there on.
    explicit DfsStrategy(std::size_t depth) : depth_(depth) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;
    bool exhaustive() const override { return true; }
    bool next() override;

    /// The choices of the latest run, up to the depth.
    const std::vector<Turn>& turns() const { return turns_; }

  private:
    std::vector<Turn> turns_;
    std::size_t fixed_ = 0;  // choices that stay as they are
    std::size_t depth_ = unlimited;
    std::size_t at_ = 0;
};

/// Fails the run, as one of a scenario that is not deterministic, where a choice has other options
/// than it had. Returns the option to take.
std::uint32_t retake(const ChoicePoint& point, const Turn& turn, std::size_t choice);

}  // namespace foliot
