#include "explore/coverage_observer.h"

#include <algorithm>
#include <utility>

#include "sim/handle.h"

namespace foliot {

void CoverageObserver::on_choice(const Decision& decision) {
    if (decision.point.kind == ChoiceKind::ready) ++choices_;
    fingerprint_.on_choice(decision);
}

void CoverageObserver::on_step(const Step& step) {
    ++steps_;
    if (step.handle.is_step()) tasks_[static_cast<std::uint64_t>(step.handle.path())];
    fingerprint_.on_step(step);
}

void CoverageObserver::on_access(PathId object, Access access) {
    fingerprint_.on_access(object, access);
}

void CoverageObserver::end_run(Coverage& coverage) {
    ++coverage.runs;
    ++coverage.classes[fingerprint_.take()];
    coverage.steps += steps_;
    coverage.most_steps = std::max(coverage.most_steps, std::exchange(steps_, 0));
    coverage.most_choices = std::max(coverage.most_choices, std::exchange(choices_, 0));
    coverage.most_tasks = std::max<std::uint64_t>(coverage.most_tasks, tasks_.size());
    tasks_.clear();
}

}  // namespace foliot
