#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/strategy.h"
#include "traces/file/trace.h"
#include "traces/record/names.h"
#include "traces/replay/divergence.h"
#include "traces/replay/loose_match.h"

namespace foliot {

/// Makes the choices of a trace again. Strict: each must have the recorded kind, number of options
/// and name; the first one that has not ends the run. Loose: see LooseMatch.
class ReplayStrategy final : public Strategy {
  public:
    /// Both outlive this; `names` hears of what happens in the loop.
    ReplayStrategy(const Trace& recorded, Names& names, ReplayMode mode);

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;

    /// Call it after the run: choices that nobody asked for are a divergence too.
    void end(std::uint64_t last_step);
    const std::optional<Divergence>& divergence() const { return divergence_; }
    /// Loose: the recorded choices other than 0 that were not made.
    std::vector<std::size_t> skipped() const;

  private:
    std::uint32_t pick_strictly(const ChoicePoint& point);
    std::uint32_t diverge(const ChoicePoint& point, std::uint32_t rank);

    const Trace& recorded_;
    Names& names_;
    std::optional<LooseMatch> loose_;
    std::size_t next_ = 0;
    std::optional<Divergence> divergence_;
};

}  // namespace foliot
