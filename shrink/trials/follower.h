#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/detail/path_map.h"
#include "sim/observer.h"
#include "sim/strategy.h"
#include "strategies/footprint.h"

namespace foliot {

/// A step, the same in every run in which it happens: whose, and how often that one ran before.
using StepKey = std::uint64_t;
inline constexpr StepKey no_key = 0;

/// A choice that was made.
struct MadeChoice {
    ChoiceKind kind{};
    std::uint32_t of = 0;
    std::uint32_t taken = 0;
    std::uint64_t who = 0;  ///< `ready`: the handle whose step was taken
    StepKey key = no_key;   ///< `ready`: that step; `tick`: the step before; else: the question
    StepKey fifo = no_key;  ///< `ready`: the step that option 0 is
    std::uint64_t step = 0;

    /// A fault or a cancellation that strikes.
    bool hurts() const {
        return taken != 0 && (kind == ChoiceKind::fault || kind == ChoiceKind::cancel);
    }
};

struct MadeStep {
    std::uint64_t who = 0;
    StepKey key = no_key;
    std::uint64_t cause = no_step;
    Footprint footprint{};  ///< of the first steps only, see Follower
};

/// A run as shrinking sees it.
struct FollowedRun {
    std::vector<MadeChoice> choices;
    std::vector<MadeStep> steps;
    std::map<PathId, std::string> tasks;  ///< names of the tasks
    std::vector<PathId> paths;            ///< on whose behalf each step ran
};

/// A strategy that writes down who ran and what they touched, in names that hold across runs.
/// Subclasses choose.
class Follower : public Strategy, protected Observer {
  public:
    /// Footprints are kept for so many steps: of longer runs they would fill the memory, and what
    /// is made of them takes more than linear time.
    static constexpr std::size_t most_footprints = 4'000;

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) final;
    Observer* observer() final { return this; }

    /// The run that was made. Once.
    FollowedRun take() { return std::move(run_); }

  protected:
    /// The option to take; always below point.of, or the tame one is taken.
    virtual std::uint32_t choose(const ChoicePoint& point) = 0;

    /// The step that this handle would make now.
    StepKey key_of(const Handle& handle) const;
    bool happened(StepKey step) const { return happened_.find(step) != nullptr; }
    /// What a choice is about, unless it is a `ready` one.
    std::uint64_t question_of(const ChoicePoint& point) const;
    std::size_t choices_made() const { return run_.choices.size(); }

  private:
    Hears hears() const final { return {false, false, true, true, true}; }
    void on_step(const Step& step) final;
    void on_event(const TraceEvent& event) final;
    void on_access(PathId object, Access access) final;

    FollowedRun run_;
    detail::PathMap<std::uint32_t> counts_;  // steps made, by handle
    detail::PathMap<bool> happened_;
};

}  // namespace foliot
