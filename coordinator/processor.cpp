#include "coordinator/processor.h"

#include <utility>
#include <vector>

#include "primitives/gather.h"

namespace foliot {

namespace {

using Jobs = std::vector<Task<Indicators>>;

Coro<Indicators> compute(Common& common, MarketDataUpdate update) {
    const auto indicators = common.settings.indicators;
    const Duration cost = common.settings.choose_job_cost(update);
    const auto job = [indicators, update] { return indicators(update); };
    const Future<Indicators> computed = common.pool.submit(job, cost);
    co_return co_await computed;
}

/// Each update of the batch ends here as a success, as a failure kept apart, or as dropped.
void count(Common& common, const std::string& name, const Jobs& jobs) {
    const Logger log = common.log.of(name);
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::int64_t dropped = 0;
    for (const Task<Indicators>& job : jobs) {
        const Failure& failure = job.state().failure();
        if (!job.done() || job.cancelled()) {
            ++dropped;
        } else if (failure) {
            ++failed;
            log.warning([&] { return "indicators failed: " + failure.text(); });
        } else {
            ++succeeded;
        }
    }
    CoordinatorStatistics& statistics = common.statistics;
    statistics.processed += succeeded + failed;
    statistics.failed += failed;
    statistics.dropped += dropped;
    statistics.by_processor[name] += succeeded;
    log.debug("batch", {{"processed", succeeded}, {"of", static_cast<std::int64_t>(jobs.size())}});
}

Coro<> process(Common& common, std::string name, std::vector<MarketDataUpdate> batch) {
    const Result<Guard<Semaphore>> permit = co_await quietly(common.permits.scoped());
    if (!permit) common.statistics.dropped += static_cast<std::int64_t>(batch.size());
    permit.failure().raise_if();
    Jobs jobs;
    for (MarketDataUpdate& update : batch)
        jobs.push_back(spawn(compute(common, std::move(update))));
    // Ends when all of them have, also where this task is cancelled.
    const Failure failure = (co_await quietly(gather(return_exceptions, jobs))).failure();
    count(common, name, jobs);
    failure.raise_if();
}

}  // namespace

Coro<> run_processor(Common& common, std::string name) {
    bool more = true;
    while (more) {
        Balance::Seat seat = co_await common.balance.sit();
        bool sitting = true;
        while (more && sitting) {
            std::vector<MarketDataUpdate> batch =
                co_await common.handover.take(common.settings.batch_max);
            more = !batch.empty();
            if (more) co_await process(common, name, std::move(batch));
            sitting = !seat.removed();
        }
    }
    common.log.of(name).info("ended");
}

}  // namespace foliot
