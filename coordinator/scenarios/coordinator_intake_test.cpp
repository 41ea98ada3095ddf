// Whatever a source gave is received, and counts once; whatever happens to whoever brings it.

#include "coordinator/coordinator.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/testing/feeds.h"
#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// How often sources gave something that somebody wants, or that nobody does.
struct Given {
    std::int64_t wanted = 0;
    std::int64_t unwanted = 0;

    MarketDataUpdate one() {
        const bool likes = draw(2) == 0;
        ++(likes ? wanted : unwanted);
        return update_of(likes ? 1 : 2);
    }
};

/// Both may be slow, and may fail where the run allows it.
class AnyFeed final : public Feed {
  public:
    AnyFeed(Given& given, Latency delay) : given_(given), delay_(std::move(delay)) {}

    Coro<std::optional<MarketDataUpdate>> receive() override {
        const Duration delay = delay_.choose("feed");
        co_await sleep(delay);
        if (strikes(Fault::disconnect, "feed")) throw FeedDisconnected("reset");
        co_return given_.one();
    }

  private:
    Given& given_;  // outlives this
    Latency delay_;
};

class AnyQuotes final : public QuoteSource {
  public:
    AnyQuotes(Given& given, Latency delay) : given_(given), delay_(std::move(delay)) {}

    Coro<std::vector<MarketDataUpdate>> poll() override {
        const Duration delay = delay_.choose("quotes");
        co_await sleep(delay);
        if (strikes(Fault::failure, "quotes")) throw InjectedFault("503");
        std::vector<MarketDataUpdate> updates;
        const std::uint64_t count = draw(4);
        for (std::uint64_t i = 0; i < count; ++i)
            updates.push_back(given_.one());
        co_return updates;
    }

  private:
    Given& given_;  // outlives this
    Latency delay_;
};

CoordinatorSettings small_settings() {
    CoordinatorSettings settings;
    settings.subscriptions = {"1"};
    settings.buffer = BufferLimits{20, 10};
    settings.batch_max = 3;
    settings.poller_period = 7ms;
    settings.manager_period = 11ms;
    settings.reconnect_min = 1ms;
    settings.reconnect_max = 4ms;
    return settings;
}

FOLIOT_PROP(CoordinatorIntake, ReceivesWhateverASourceGave,
            (Latency feed_delay, Latency quotes_delay, FaultBudget faults, std::uint8_t length)) {
    Given given;
    AnyFeed feed(given, feed_delay);
    AnyQuotes quotes(given, quotes_delay);
    const CoordinatorSettings settings = small_settings();
    Coordinator coordinator(settings, feed, &quotes);
    const Task<> runner = spawn(coordinator.run(1ms * (length % 100)), "runner");
    allow_faults(faults);
    const Result<> ended = co_await quietly(runner);
    const FaultPlan& plan = *Loop::running().faults();
    const bool cancelled = plan.struck(Fault::cancel) > 0;
    if (!cancelled) FOLIOT_CHECK(static_cast<bool>(ended));
    const CoordinatorStatistics& statistics = coordinator.statistics();
    FOLIOT_CHECK(statistics.received == given.wanted + given.unwanted);
    FOLIOT_CHECK(statistics.disconnects >= plan.struck(Fault::disconnect));
    // What a cancellation throws away is dropped before anybody asks who wants it.
    if (!cancelled) FOLIOT_CHECK(statistics.skipped == given.unwanted);
    if (!statistics.shutdown_requested) co_return;  // cancelled before its first step
    const Duration held_up =
        plan.struck(Fault::delay) * faults.delay + plan.struck(Fault::stall) * faults.stall;
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws({statistics, settings.shutdown_bound() + held_up, tasks_left});
}

/// Takes until there is no more.
Coro<> take_all(Handover& handover, std::size_t& taken) {
    for (;;) {
        const std::vector<MarketDataUpdate> batch = co_await handover.take(3);
        if (batch.empty()) break;
        taken += batch.size();
    }
}

FOLIOT_PROP(CoordinatorHandover, AccountsForEveryUpdate, (Workload puts, CalmWorkload in_the_way)) {
    CoordinatorSettings settings;
    settings.buffer = BufferLimits{3, 1};
    Common common(settings);
    Handover& handover = common.handover;
    std::size_t offered = 0;
    std::size_t taken = 0;
    const auto put = [&](Visit) -> Coro<> {
        ++offered;
        static_cast<void>(co_await quietly(handover.put(update_of(1))));
    };
    const auto hold = [&](Visit visit) -> Coro<> {
        const auto held = co_await handover.lock().scoped();
        co_await sleep(visit.stays);
    };
    const Task<> holders = spawn(run_workload(in_the_way, hold));
    const Task<> takers = spawn(take_all(handover, taken));
    co_await run_workload(puts, put);
    co_await holders;
    co_await handover.close();
    co_await takers;
    const auto dropped = static_cast<std::size_t>(common.statistics.dropped);
    FOLIOT_CHECK(taken + dropped == offered);
}

/// The instants at which it was asked.
class SlowQuotes final : public QuoteSource {
  public:
    explicit SlowQuotes(std::vector<std::uint8_t> takes) : takes_(std::move(takes)) {}

    Coro<std::vector<MarketDataUpdate>> poll() override {
        asked.push_back(VirtualClock::now());
        const Duration takes = 1ms * takes_[(asked.size() - 1) % takes_.size()];
        co_await sleep(takes);
        answered.push_back(VirtualClock::now());
        if (takes % 5ms == 0ms) throw ValueError("no answer");
        co_return std::vector<MarketDataUpdate>{update_of(1)};
    }
    std::vector<VirtualTime> asked;
    std::vector<VirtualTime> answered;  // or refused

  private:
    std::vector<std::uint8_t> takes_;
};

FOLIOT_PROP(CoordinatorPolling, AsksAtTheFirstInstantOfItsPeriodAfterAnAnswer,
            (std::vector<std::uint8_t> takes, std::uint8_t first)) {
    takes.push_back(first);
    CoordinatorSettings settings;
    settings.poller_period = 40ms;
    SlowQuotes quotes(std::move(takes));
    Common common(settings);
    Poller poller(common, &quotes);
    const VirtualTime start = VirtualClock::now();
    const Task<> task = spawn(poller.run());
    co_await sleep(1s);
    common.shutdown.set();
    poller.stop();
    co_await task;
    FOLIOT_CHECK(quotes.asked.front() == start);
    for (std::size_t i = 1; i < quotes.asked.size(); ++i) {
        const Duration answered = quotes.answered[i - 1] - start;
        const Duration expected = (answered / settings.poller_period + 1) * settings.poller_period;
        FOLIOT_CHECK(quotes.asked[i] - start == expected);
    }
    const CoordinatorStatistics& statistics = common.statistics;
    const auto answers = static_cast<std::int64_t>(quotes.answered.size());
    FOLIOT_CHECK(statistics.polls + statistics.polls_failed == answers);
    FOLIOT_CHECK(statistics.received == statistics.polls);
}

FOLIOT_PROP(CoordinatorPolling, CountsTheWholeAnswerWhereItIsCancelled,
            (CalmWorkload in_the_way, Latency delay, std::uint8_t length)) {
    CoordinatorSettings settings;
    settings.poller_period = 1ms;
    Given given;
    AnyQuotes quotes(given, delay);
    Common common(settings);
    Poller poller(common, &quotes);
    const auto hold = [&](Visit visit) -> Coro<> {
        const auto held = co_await common.handover.lock().scoped();
        co_await sleep(visit.stays);
    };
    const Task<> holders = spawn(run_workload(in_the_way, hold));
    Task<> task = spawn(poller.run());
    co_await sleep(1ms * (length % 16));
    task.cancel();
    static_cast<void>(co_await quietly(task));
    co_await holders;
    common.handover.give_up();
    FOLIOT_CHECK(common.statistics.received == given.wanted + given.unwanted);
    FOLIOT_CHECK(common.statistics.dropped == common.statistics.received);
}

}  // namespace
}  // namespace foliot
