#include "shrink/shrink_failure.h"

#include <utility>

namespace foliot {

void shrink_failure(const Scenario& scenario, const ShrinkOptions& options, FoundFailure& failure) {
    ShrinkResult result = shrink(scenario, failure.trace, options);
    if (!result.deterministic) failure.deterministic = false;
    if (!result.deterministic || result.replays == 0) return;
    failure.shrunk = result.text();
    failure.trace = std::move(result.trace);
    failure.outcome = std::move(result.outcome);
}

}  // namespace foliot
