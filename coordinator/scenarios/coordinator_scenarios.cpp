#include "coordinator/scenarios/coordinator_scenarios.h"

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "coordinator/coordinator.h"
#include "coordinator/detail/feed_error.h"
#include "coordinator/detail/feed_file.h"
#include "coordinator/documented.h"
#include "coordinator/quotes.h"
#include "coordinator/recorded_feed.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/simulated_feed.h"
#include "explore/input_file.h"
#include "explore/scenario.h"
#include "sim/fault.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/thread.h"

namespace foliot {

namespace {

using namespace std::chrono_literals;

/// How one run is to go.
struct Plan {
    CoordinatorSettings settings;
    Latency network{10ms};
    Duration length = 65s;  ///< until the shutdown is requested, on simulated data
    Latency log_cost{};
    std::vector<Duration> interrupts{};  ///< each after the one before
    bool faults = false;
    Duration faults_after{};  ///< so that not all of them strike at the start
};

std::vector<Duration> explored_job_costs() {
    const std::array<std::vector<Duration>, 3> costs{
        {{1ms}, {1ms, 10ms, 11ms}, {1ms, 100ms, 1s, 3s}}};
    return costs.at(choose(std::uint32_t{costs.size()}, "pool"));
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

/// The rest of what our own coordinator is put to: everything happens within two seconds.
void make_it_harder(Plan& plan) {
    CoordinatorSettings& settings = plan.settings;
    settings.poller_period = 50ms;
    settings.manager_period = 100ms;
    settings.monitor_period = 150ms;
    settings.statistics_period = 170ms;
    settings.reconnect_min = 5ms;
    settings.reconnect_max = 100ms;
    settings.balance = BalanceLimits{15, 5, 6};
    const bool small_batches = choose(2, "batches") == 1;
    if (small_batches) settings.batch_max = 5;
    const bool some_symbols = choose(2, "subscriptions") == 1;
    if (some_symbols) settings.subscriptions = {"BTC", "SOL"};
    const bool slow_log = choose(2, "log") == 1;
    if (slow_log) plan.log_cost = Latency{20ms, 100ms};
    const std::uint32_t interrupts = choose(4, "interrupts");
    for (std::uint32_t i = 1; i < interrupts; ++i)
        plan.interrupts.emplace_back(
            std::chrono::milliseconds(choose(1'500, "interrupt after ms")));
    plan.faults = choose(2, "faults") == 1;
    if (plan.faults) plan.faults_after = 150ms * choose(4, "faults after 150 ms");
}

void allow_all_faults() {
    FaultBudget budget;
    budget.delays = 2;
    budget.failures = 3;
    budget.stalls = 2;
    budget.disconnects = 3;
    budget.cancellations = 3;
    allow_faults(budget);
}

void write_to_trace(const LogRecord& record) {
    // Notes are made only where somebody records the run.
    if (Loop::current()->observed()) note(text_of(record));
}

Logger trace_log() {
    if (!Loop::running().observed()) return {};
    return Logger(write_to_trace);
}

Coro<> interrupt(std::shared_ptr<Interrupts> interrupts, std::vector<Duration> pauses, Loop& loop) {
    for (const Duration pause : pauses) {
        co_await thread_sleep(pause);
        Interrupts::raise(interrupts, loop);
    }
}

/// By how much faults may have made a shutdown longer.
Duration held_up_by_faults() {
    const FaultPlan* const faults = Loop::running().faults();
    if (faults == nullptr) return Duration::zero();
    return faults->struck(Fault::delay) * faults->budget().delay +
           faults->struck(Fault::stall) * faults->budget().stall;
}

bool may_be_cancelled() {
    const FaultPlan* const faults = Loop::running().faults();
    return faults != nullptr && faults->struck(Fault::cancel) > 0;
}

void publish_statistics(const CoordinatorStatistics& statistics) {
    publish("received", statistics.received);
    publish("processed", statistics.processed);
    publish("failed", statistics.failed);
    publish("dropped", statistics.dropped);
    publish("lost", statistics.lost());
    publish("received_at_shutdown", statistics.received_at_shutdown);
    const auto publish_time = [](std::string_view name, const std::optional<VirtualTime>& time) {
        if (time) publish(name, time->time_since_epoch());
    };
    publish_time("shutdown_requested", statistics.shutdown_requested);
    publish_time("shutdown_returned", statistics.shutdown_returned);
    publish_time("pipeline_ended", statistics.pipeline_ended);
}

void publish_more(const Coordinator& coordinator) {
    const CoordinatorStatistics& statistics = coordinator.statistics();
    publish("skipped", statistics.skipped);
    publish("polls", statistics.polls);
    publish("polls_failed", statistics.polls_failed);
    publish("disconnects", statistics.disconnects);
    publish("restarts", statistics.restarts);
    const FaultPlan* const faults = Loop::running().faults();
    publish("cancellations", faults == nullptr ? 0 : faults->struck(Fault::cancel));
    publish("processors_most", static_cast<std::int64_t>(statistics.processors_most));
    publish("interrupts", statistics.interrupts);
    const LogCounts log = coordinator.log_counts();
    publish("log_written", log.written);
    publish("log_dropped", log.dropped);
    publish("log_waiting", static_cast<std::int64_t>(log.waiting));
}

void judge(const CoordinatorStatistics& statistics, const CoordinatorSettings& settings) {
    const std::size_t tasks_left = all_tasks().size() - 1;
    const Duration bound = settings.shutdown_bound() + held_up_by_faults();
    check_coordinator_laws(CoordinatorEnd{statistics, bound, tasks_left});
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
    if (exploring) make_it_harder(plan);
    const FeedOfRun source = make_feed(std::move(files), plan.network);
    SimulatedQuotes quotes(plan.network);
    QuoteSource* polled = &quotes;
    std::optional<Duration> length = plan.length;
    if (source.recorded != nullptr) {
        plan.settings.ingester_pause = Duration::zero();  // bursts arrive faster than that
        polled = nullptr;
        if (!exploring) length.reset();
    }
    const LogSink sink{write_to_trace, plan.log_cost};
    Coordinator coordinator(plan.settings, *source.feed, polled, sink);
    start_thread(interrupt(coordinator.interrupts(), plan.interrupts, Loop::running()), "signals");
    const Task<> runner = spawn(coordinator.run(length), "runner");
    if (plan.faults_after > Duration::zero()) co_await sleep(plan.faults_after);
    if (plan.faults) allow_all_faults();
    const Result<> ended = co_await quietly(runner);
    const CoordinatorStatistics& statistics = coordinator.statistics();
    publish_statistics(statistics);
    publish_more(coordinator);
    const bool tolerated = ended.failure() && ended.failure().is_cancelled() && may_be_cancelled();
    if (!tolerated) ended.failure().raise_if();
    // A runner that was cancelled before it began has nothing to shut down.
    const bool began = statistics.shutdown_requested.has_value();
    if (began || !tolerated) judge(statistics, plan.settings);
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

std::vector<TradeFile> open_feeds(const GivenOptions& options) {
    std::vector<std::string> paths;
    for (InputFile& feed : options.all<InputFile>("--feed"))
        paths.push_back(std::move(feed.path));
    try {
        return open_trade_files(paths);
    } catch (const FeedError& error) {
        throw InputError(error.what());
    }
}

void check_feed(const std::string& path) {
    try {
        static_cast<void>(FeedFile(path));
    } catch (const FeedError& error) {
        throw InputError(error.what());
    }
}

template <Coro<void> (*run)(std::vector<TradeFile>, bool)>
void add(const char* name, const char* summary) {
    if (Scenarios::all().find(name) != nullptr) return;
    const auto body = [](const Inputs& inputs) {
        return run(open_feeds(inputs.options), inputs.exploring);
    };
    Options options{
        option<InputFile>("--feed", "recorded market data (gzip)").repeated().checked(check_feed)};
    Scenarios::all().add(std::make_unique<CoroScenario>(name, summary, body, std::move(options)));
}

}  // namespace

void register_coordinator_scenarios() {
    add<run_coordinator>("coordinator",
                         "a market data pipeline with a graceful shutdown; it holds");
    add<run_documented>("coordinator-as-documented",
                        "the same pipeline as its documentation shows it; its shutdown does not");
}

}  // namespace foliot
