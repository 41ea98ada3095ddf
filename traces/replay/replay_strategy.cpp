#include "traces/replay/replay_strategy.h"

#include "sim/loop.h"
#include "traces/view/labels.h"

namespace foliot {

namespace {

std::uint64_t step_of(const ChoicePoint& point) {
    return point.loop->step() +
           (precedes_step(point.kind) ? 1 : 0);  // no_step + 1 is 0, the first step
}

}  // namespace

std::string Divergence::text() const {
    std::string text = "diverged at " + step_label(step);
    if (choice) text += ", choice " + std::to_string(*choice);
    return text + ": recorded " + recorded + ", found " + found;
}

ReplayStrategy::ReplayStrategy(const Trace& recorded, Names& names, ReplayMode mode)
    : recorded_(recorded), names_(names) {
    if (mode == ReplayMode::loose) loose_.emplace(recorded, names);
}

void ReplayStrategy::begin(std::uint64_t) {
    next_ = 0;
    divergence_.reset();
}

std::uint32_t ReplayStrategy::pick(const ChoicePoint& point) {
    return loose_ ? loose_->pick(point) : pick_strictly(point);
}

std::uint32_t ReplayStrategy::pick_strictly(const ChoicePoint& point) {
    if (divergence_) return 0;
    if (next_ == recorded_.choices.size()) return diverge(point, 0);
    const RecordedChoice& choice = recorded_.choices[next_];
    const bool fits = choice.kind == point.kind && choice.of == point.of;
    const std::uint32_t rank = choice.taken < point.of ? choice.taken : 0;
    const std::string& name = names_.strings()[names_.option(point, rank)];
    if (!fits || name != recorded_.text(choice.what)) return diverge(point, rank);
    ++next_;
    return choice.taken;
}

std::uint32_t ReplayStrategy::diverge(const ChoicePoint& point, std::uint32_t rank) {
    const std::string recorded = next_ < recorded_.choices.size() ? choice_label(recorded_, next_)
                                                                  : "the end of the choices";
    const std::string found = std::string(name_of(point.kind)) + " " +
                              names_.strings()[names_.option(point, rank)] + " (option " +
                              std::to_string(rank) + " of " + std::to_string(point.of) + ")";
    divergence_ = Divergence{next_, step_of(point), recorded, found};
    point.loop->fail(Verdict::error, "the replay " + divergence_->text());
    point.loop->halt();
    return 0;
}

void ReplayStrategy::end(std::uint64_t last_step) {
    if (loose_ || divergence_ || next_ == recorded_.choices.size()) return;
    const RecordedChoice& choice = recorded_.choices[next_];
    const std::uint64_t step = choice.step != no_step ? choice.step : last_step;
    divergence_ = Divergence{next_, step, choice_label(recorded_, next_), "the end of the run"};
}

std::vector<std::size_t> ReplayStrategy::skipped() const {
    return loose_ ? loose_->skipped() : std::vector<std::size_t>();
}

}  // namespace foliot
