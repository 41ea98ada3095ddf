#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "shrink/trials/failure_identity.h"
#include "shrink/trials/follower.h"
#include "shrink/trials/listed_run.h"
#include "shrink/trials/run_rank.h"
#include "shrink/trials/shrink_options.h"
#include "shrink/trials/wishes.h"

namespace foliot {

/// What shrinking has used up, over all trials.
struct ShrinkBudget {
    std::uint64_t replays = 0;
    std::uint64_t steps = 0;
    std::uint64_t allowed = 0;  ///< replays, for what is being done
};

/// Makes runs of a scenario that failed and keeps the simplest that fails in the same way. No
/// candidate is run twice.
class Trials {
  public:
    /// All outlive this.
    Trials(const Scenario& scenario, const Trace& failing, const ShrinkOptions& options,
           ShrinkBudget& budget);

    /// Runs the choices of the trace. False where that run does not fail as the trace says.
    bool reproduce();
    /// Takes this as the failure to be kept, for a scenario that the trace is not of.
    void look_for(const FailureIdentity& failure) { failure_ = failure; }

    /// Each runs a candidate: whether it fails in the same way. False where the budget is spent.
    bool fails(const std::vector<ListedChoice>& list);
    bool fails(const std::vector<Wish>& wishes, WishedRun::Manner manner);
    bool fails(Follower& candidate);

    /// Runs a candidate to see how many options its choices have; nothing where the budget is
    /// spent, or there are too many.
    std::optional<std::vector<std::uint32_t>> options_of(Follower& candidate);

    /// No further run may be made.
    bool spent() const;
    /// How many may be made.
    double left() const { return static_cast<double>(budget_.allowed - budget_.replays); }
    /// Lets `part` of `whole` of all replays be made, those so far included; what must come last
    /// has its share beside that.
    void allow(std::uint64_t part, std::uint64_t whole) const;

    bool found() const { return found_; }
    const FailureIdentity& failure() const { return failure_; }
    /// The simplest failing run.
    const FollowedRun& best() const { return best_; }
    const RunRank& rank() const { return rank_; }

    /// What is known of runs, by their choices other than the tame one: (place, option taken).
    using Deviations = std::vector<std::pair<std::size_t, std::uint32_t>>;
    struct Known {
        bool failed = false;  ///< in the same way
        bool held = false;    ///< did not fail at all
        /// Of each choice; of runs with more than most_choices, nothing.
        std::optional<std::vector<std::uint32_t>> options{};
    };
    /// Null where no such run was made.
    const Known* known(const Deviations& deviations) const;
    static constexpr std::size_t most_choices = 4'000;

    /// Makes the simplest run twice, with recording on, whatever the budget. True where both are
    /// the same and fail as they should; the second is put into `recorded`.
    bool record(RecordedRun& recorded) const;
    /// Replays that record() makes.
    static constexpr std::uint64_t recordings = 2;

  private:
    Outcome run(Strategy& strategy, Trace* trace) const;
    const Known& judge(Follower& candidate);

    const Scenario& scenario_;
    const Trace& failing_;
    const ShrinkOptions& options_;
    ShrinkBudget& budget_;
    Inputs inputs_;
    std::size_t before_;
    FailureIdentity failure_;
    bool found_ = false;
    FollowedRun best_;
    RunRank rank_;
    std::map<Deviations, Known> known_;                  // by what was done
    std::map<Deviations, bool> tried_;                   // by what was asked for
    std::map<std::vector<std::uint64_t>, bool> wished_;  // the same
};

}  // namespace foliot
