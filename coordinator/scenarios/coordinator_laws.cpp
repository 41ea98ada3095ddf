#include "coordinator/scenarios/coordinator_laws.h"

#include "sim/duration_text.h"
#include "sim/loop.h"

namespace foliot {

namespace {

std::string accounts_for_all(const CoordinatorEnd& end) {
    const CoordinatorStatistics& statistics = end.statistics;
    if (statistics.lost() == 0) return {};
    return std::to_string(statistics.lost()) + " of " + std::to_string(statistics.received) +
           " lost";
}

std::string drains_the_pool(const CoordinatorEnd& end) {
    const std::size_t jobs = end.statistics.jobs_left;
    return jobs == 0 ? std::string() : std::to_string(jobs) + " jobs left";
}

std::string gives_permits_back(const CoordinatorEnd& end) {
    const std::int64_t permits = end.statistics.permits_missing;
    return permits == 0 ? std::string() : std::to_string(permits) + " missing";
}

std::string ends_in_time(const CoordinatorEnd& end) {
    const CoordinatorStatistics& statistics = end.statistics;
    if (!statistics.shutdown_requested) return "no shutdown was requested";
    if (!statistics.shutdown_returned) return "it never returned";
    if (!statistics.pipeline_ended) return "the pipeline never ended";
    const VirtualTime last = std::max(*statistics.shutdown_returned, *statistics.pipeline_ended);
    const Duration took = last - *statistics.shutdown_requested;
    if (took <= end.shutdown_bound) return {};
    return "it took " + duration_text(took.count()) + ", the bound is " +
           duration_text(end.shutdown_bound.count());
}

std::string returns_last(const CoordinatorEnd& end) {
    const CoordinatorStatistics& statistics = end.statistics;
    if (!statistics.shutdown_returned || !statistics.pipeline_ended) return {};
    const Duration early = *statistics.pipeline_ended - *statistics.shutdown_returned;
    return early <= Duration::zero() ? std::string() : duration_text(early.count()) + " too early";
}

std::string neglects_nothing(const CoordinatorEnd& end) {
    const Duration longest = end.statistics.longest_neglect;
    return longest == Duration::zero() ? std::string() : "for " + duration_text(longest.count());
}

std::string leaves_no_task(const CoordinatorEnd& end) {
    const std::size_t tasks = end.tasks_left;
    return tasks == 0 ? std::string() : std::to_string(tasks) + " left";
}

}  // namespace

const std::vector<CoordinatorLaw>& coordinator_laws() {
    static const std::vector<CoordinatorLaw> laws{
        {"every update received is processed or dropped", accounts_for_all, false},
        {"the pool is drained when the shutdown has returned", drains_the_pool, false},
        {"the permits are back when the shutdown has returned", gives_permits_back, false},
        {"the shutdown returns after the pipeline has ended", returns_last, false},
        {"no task is left", leaves_no_task, false},
        {"the shutdown ends within its bound", ends_in_time, true},
        {"no update waits while a processor is idle", neglects_nothing, true},
    };
    return laws;
}

std::vector<std::string> broken_coordinator_laws(const CoordinatorEnd& end, bool racing_clock) {
    std::vector<std::string> broken;
    for (const CoordinatorLaw& law : coordinator_laws()) {
        if (law.timed && racing_clock) continue;
        const std::string how = law.broken(end);
        if (!how.empty()) broken.push_back("law: " + std::string(law.name) + " (" + how + ")");
    }
    return broken;
}

void check_coordinator_laws(const CoordinatorEnd& end) {
    Loop& loop = Loop::running();
    std::string message;
    for (const std::string& each : broken_coordinator_laws(end, loop.options().racing_clock))
        message += (message.empty() ? "" : "; ") + each;
    if (!message.empty()) loop.fail(Verdict::check, message);
}

}  // namespace foliot
