#include <algorithm>
#include <cstddef>
#include <utility>

#include "shrink/passes/passes.h"

namespace foliot {

namespace {

using Deviations = Trials::Deviations;

/// A run by its deviations alone, whatever the kinds of its choices.
class DeviatingRun final : public Follower {
  public:
    explicit DeviatingRun(const Deviations& deviations) : deviations_(deviations) {}

  private:
    std::uint32_t choose(const ChoicePoint&) override {
        if (next_ == deviations_.size() || deviations_[next_].first != choices_made()) return 0;
        return deviations_[next_++].second;
    }

    const Deviations& deviations_;
    std::size_t next_ = 0;
};

/// Adds the runs that deviate once more than `run`, after its last deviation. False where they are
/// too many to be tried anyway.
bool add_children(const Deviations& run, const std::vector<std::uint32_t>& options,
                  std::vector<Deviations>& level) {
    constexpr std::size_t too_many = 100'000;
    const std::size_t first = run.empty() ? 0 : run.back().first + 1;
    for (std::size_t place = first; place < options.size(); ++place) {
        for (std::uint32_t taken = 1; taken < options[place]; ++taken) {
            if (level.size() == too_many) return false;
            level.push_back(run);
            level.back().emplace_back(place, taken);
        }
    }
    return true;
}

}  // namespace

bool search_below(Trials& trials, std::size_t limit) {
    std::vector<Deviations> level{{}};
    bool all = true;
    for (std::size_t deviations = 0; deviations < limit && !level.empty(); ++deviations) {
        std::vector<Deviations> next;
        for (const Deviations& run : level) {
            if (trials.known(run) == nullptr) {
                DeviatingRun candidate(run);
                trials.fails(candidate);
            }
            const Trials::Known* const known = trials.known(run);
            if (known == nullptr && trials.spent()) return false;
            if (known == nullptr) {  // it was left out
                all = false;
                continue;
            }
            if (known->failed) return all;  // none did with fewer deviations
            if (deviations + 1 == limit) continue;
            all = all && known->options && add_children(run, *known->options, next);
        }
        level = std::move(next);
    }
    return all;
}

double runs_below(const Trials& trials, std::size_t limit) {
    const Trials::Known* const fifo = trials.known({});
    if (fifo == nullptr || !fifo->options) return 1e9;
    double options = 0;
    for (const std::uint32_t of : *fifo->options)
        options += of - 1;
    double sum = 0;
    double level = 1;
    for (std::size_t deviations = 0; deviations < limit; ++deviations) {
        sum += level;
        level *= std::max(0.0, options - static_cast<double>(deviations)) /
                 static_cast<double>(deviations + 1);
    }
    return sum;
}

}  // namespace foliot
