// A shutdown takes no longer than the work that is left, in whatever phase it strikes.

#include "coordinator/coordinator.h"
#include "coordinator/quotes.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/simulated_feed.h"
#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

CoordinatorSettings settings_of(std::uint8_t cost, bool patient) {
    CoordinatorSettings settings;
    settings.job_costs = {1ms * (1 + cost % 30)};
    settings.poller_period = 20ms;
    settings.manager_period = 15ms;
    settings.balance = BalanceLimits{5, 2, 5};
    if (!patient) settings.drain = 50ms;
    return settings;
}

/// Shuts down after so long, and checks what that took.
Coro<> shut_down_after(Duration length, Coordinator& coordinator) {
    const CoordinatorSettings& settings = coordinator.settings();
    const CoordinatorStatistics& statistics = coordinator.statistics();
    coordinator.start();
    co_await sleep(length);
    const std::int64_t before = statistics.processed;
    co_await coordinator.graceful_shutdown();
    const Duration took = *statistics.shutdown_returned - *statistics.shutdown_requested;
    // One job after the other at worst, and the pause after the last update.
    const std::int64_t left = statistics.received - before;
    const Duration work = left * settings.job_costs.front() + settings.ingester_pause;
    FOLIOT_CHECK(took <= work);
    // Nothing is given up before its time.
    if (took < settings.drain) FOLIOT_CHECK(statistics.dropped == 0);
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws({statistics, settings.shutdown_bound(), tasks_left});
}

FOLIOT_PROP(CoordinatorShutdown, TakesNoLongerThanTheWorkThatIsLeft,
            (std::uint16_t length, std::uint8_t cost, bool patient, Latency network)) {
    // Whoever waited for the quotes would wait for a long time.
    SimulatedFeed feed(network);
    SimulatedQuotes quotes(1h);
    Coordinator coordinator(settings_of(cost, patient), feed, &quotes);
    co_await shut_down_after(1ms * (length % 200), coordinator);
}

FOLIOT_PROP(CoordinatorShutdown, MayStrikeAgain, (std::uint8_t length, std::uint8_t pause)) {
    SimulatedFeed feed(Latency{1ms, 3ms});
    Coordinator coordinator(settings_of(9, true), feed);
    coordinator.start();
    co_await sleep(1ms * (length % 100));
    const Task<> first = spawn(coordinator.graceful_shutdown());
    co_await sleep(1ms * (pause % 20));
    co_await coordinator.graceful_shutdown();
    co_await first;
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws(
        {coordinator.statistics(), coordinator.settings().shutdown_bound(), tasks_left});
    FOLIOT_CHECK(coordinator.statistics().dropped == 0);
}

/// Works through its runs without a look at the feed: with the law of laws/bounded_shutdown.h,
/// which knows nothing of a coordinator but the name of an event.
TEST(CoordinatorShutdown, KeepsTheLawOfBoundedShutdowns) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        RandomStrategy strategy;
        LoopOptions options;
        options.seed = seed;
        options.strategy = &strategy;
        Loop loop(options);
        Laws laws(loop);
        laws.add_all();
        const auto& bounded = laws.add<BoundedShutdown>("shutdown", 2s + 300ms);
        const auto body = []() -> Coro<> {
            CoordinatorSettings settings;
            settings.job_costs = {1ms, 300ms};
            SimulatedFeed feed(Latency{1ms, 10ms});
            SimulatedQuotes quotes(Latency{1ms, 5s});
            Coordinator coordinator(settings, feed, &quotes);
            const Duration length = 1ms * choose(200, "shutdown");
            co_await coordinator.run(length);
        };
        const Outcome outcome = laws.finish(loop.run(body()));
        ASSERT_FALSE(outcome.failed()) << "seed " << seed << ": " << outcome.message;
        ASSERT_TRUE(bounded.asked().has_value());
    }
}

}  // namespace
}  // namespace foliot
