#include "properties/coordinator_scenarios.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "coordinator/coordinator.h"
#include "coordinator/documented.h"
#include "coordinator/recorded_feed.h"
#include "coordinator/simulated_feed.h"
#include "properties/coordinator_laws.h"
#include "properties/scenario.h"
#include "sim/sleep.h"

namespace foliot {

namespace {

using namespace std::chrono_literals;

/// How one run is to go.
struct Plan {
    CoordinatorSettings settings;
    Latency network{10ms};
    Duration length = 65s;  ///< until the shutdown is requested, on simulated data
};

std::vector<Duration> explored_job_costs() {
    switch (choose(3, "pool")) {
        case 0:
            return {1ms};
        case 1:
            return {1ms, 10ms, 11ms};
        default:
            return {1ms, 100ms, 1s, 3s};
    }
}

Plan explored_plan() {
    Plan plan;
    plan.length = std::chrono::milliseconds(choose(2'001, "shutdown after ms"));
    plan.settings.job_costs = explored_job_costs();
    const bool uneven_network = choose(2, "network") == 1;
    if (uneven_network) plan.network = Latency{1ms, 10ms, 11ms, 300ms};
    const bool small_buffer = choose(2, "buffer") == 1;
    if (small_buffer) plan.settings.buffer = BufferLimits{20, 10};
    return plan;
}

Logger trace_log() {
    // Notes are made only where somebody records the run.
    if (!Loop::running().observed()) return {};
    return Logger([](LogLevel, const std::string& text) { note(text); });
}

void publish_statistics(const CoordinatorStatistics& statistics) {
    publish("received", statistics.received);
    publish("processed", statistics.processed);
    publish("failed", statistics.failed);
    publish("dropped", statistics.dropped);
    publish("lost", statistics.lost());
    publish("received_at_shutdown", statistics.received_at_shutdown);
    const auto publish_time = [](std::string_view name, const std::optional<VirtualTime>& time) {
        if (time) publish(name, nanoseconds(*time));
    };
    publish_time("shutdown_requested_ns", statistics.shutdown_requested);
    publish_time("shutdown_returned_ns", statistics.shutdown_returned);
    publish_time("pipeline_ended_ns", statistics.pipeline_ended);
}

void judge(const CoordinatorStatistics& statistics, const CoordinatorSettings& settings) {
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws(CoordinatorEnd{statistics, settings.shutdown_bound(), tasks_left});
}

/// The feed of a run; `recorded` is set where there are files.
struct FeedOfRun {
    std::unique_ptr<Feed> feed;
    RecordedFeed* recorded = nullptr;  // owned by `feed`
};

FeedOfRun make_feed(std::vector<TradeFile> files, const Latency& network) {
    FeedOfRun made;
    if (files.empty()) {
        made.feed = std::make_unique<SimulatedFeed>(network);
    } else {
        auto recorded = std::make_unique<RecordedFeed>(std::move(files));
        made.recorded = recorded.get();
        made.feed = std::move(recorded);
    }
    return made;
}

Coro<void> run_coordinator(std::vector<TradeFile> files, bool exploring) {
    Plan plan = exploring ? explored_plan() : Plan();
    const FeedOfRun source = make_feed(std::move(files), plan.network);
    std::optional<Duration> length = plan.length;
    if (source.recorded != nullptr) {
        plan.settings.ingester_pause = Duration::zero();  // bursts arrive faster than that
        if (!exploring) length.reset();
    }
    const Logger log = trace_log();
    Coordinator coordinator(plan.settings, *source.feed, log);
    const Result<> ended = co_await quietly(coordinator.run(length));
    publish_statistics(coordinator.statistics());
    ended.failure().raise_if();
    judge(coordinator.statistics(), plan.settings);
}

/// Until the shutdown is to be requested, as the main() of the documentation waits for it.
Coro<> documented_wait(RecordedFeed* until, Duration length) {
    if (until != nullptr) {
        co_await until->ended().wait();
    } else {
        co_await sleep(length);
    }
}

Coro<void> run_documented(std::vector<TradeFile> files, bool exploring) {
    const Plan plan = exploring ? explored_plan() : Plan();
    const FeedOfRun source = make_feed(std::move(files), plan.network);
    RecordedFeed* const until = exploring ? nullptr : source.recorded;
    const Logger log = trace_log();
    DocumentedCoordinator coordinator(plan.settings, *source.feed, log);
    Task<> pipeline = spawn(coordinator.start_market_data_processing(), "pipeline");
    Result<> ended = co_await quietly(documented_wait(until, plan.length));
    if (ended) ended = co_await quietly(coordinator.graceful_shutdown());
    // Its tasks work on what this one owns: it stays until they have ended.
    if (!ended) pipeline.cancel();
    const Result<> joined = co_await quietly(pipeline);
    publish_statistics(coordinator.statistics());
    ended.failure().raise_if();
    unwrapped(joined.failure()).raise_if();
    judge(coordinator.statistics(), plan.settings);
}

template <Coro<void> (*run)(std::vector<TradeFile>, bool)>
void add(const char* name, const char* summary) {
    if (Scenarios::all().find(name) != nullptr) return;
    const auto body = [](const Inputs& inputs) {
        return run(open_trade_files(inputs.feeds), inputs.exploring);
    };
    Scenarios::all().add(std::make_unique<CoroScenario>(name, summary, body));
}

}  // namespace

void register_coordinator_scenarios() {
    add<run_coordinator>("coordinator",
                         "a market data pipeline with a graceful shutdown; it holds");
    add<run_documented>("coordinator-as-documented",
                        "the same pipeline as its documentation shows it; its shutdown does not");
}

}  // namespace foliot
