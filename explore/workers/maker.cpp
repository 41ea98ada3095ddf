#include "explore/workers/maker.h"

#include <utility>

#include "explore/workers/lost_run.h"

namespace foliot {

Maker::Maker(const Scenario& scenario, ExploreOptions options, const std::vector<Part>& parts,
             std::chrono::milliseconds run_timeout)
    : scenario_(scenario), options_(std::move(options)), parts_(parts) {
    options_.on_failure = [run_timeout](FoundFailure& failure, const Again& again) {
        learn_choices(failure, again, run_timeout);
    };
}

PartReport Maker::make(const Segment& segment) {
    const Part& part = parts_[segment.part];
    if (!part.prefix.empty() || explorer_ == nullptr) {
        ExploreOptions options = options_;
        options.prefix = part.prefix;
        explorer_ = std::make_unique<Explorer>(scenario_, std::move(options));
    }
    return report_of(explorer_->explore(segment.first_run, segment.runs));
}

}  // namespace foliot
