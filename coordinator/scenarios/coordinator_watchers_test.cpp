// What the watchers say is what happened; what limits the work does.

#include "coordinator/coordinator.h"
#include "coordinator/processor.h"
#include "coordinator/simulated_feed.h"
#include "coordinator/testing/feeds.h"
#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Compares each rate that is shown with the figures that were shown with it and before.
class TrueRates final : public Law {
  public:
    explicit TrueRates(Duration period) : period_(period) {}

    std::string_view name() const override { return "true rates"; }
    void judge_event(const LawEvent& event) override {
        if (event.kind != events::gauge) return;
        if (event.text == "processed") {
            before_ = last_;
            last_ = Sample{event.time, event.value};
            if (before_ && event.time - before_->time < period_) violated("a sample came early");
        } else if (event.text == "rate") {
            if (!before_) return violated("a rate before there is one");
            const Duration passed = last_->time - before_->time;
            if (event.value != (last_->value - before_->value) * (1s / 1ns) / passed.count())
                violated("a rate of " + std::to_string(event.value));
            ++rates;
        }
    }
    int rates = 0;

  private:
    struct Sample {
        VirtualTime time;
        std::int64_t value;
    };
    Duration period_;
    std::optional<Sample> before_;
    std::optional<Sample> last_;
};

TEST(CoordinatorMonitor, ShowsTheRateOfThePeriodThatHasPassed) {
    int rates = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        RandomStrategy strategy;
        LoopOptions options;
        options.seed = seed;
        options.strategy = &strategy;
        Loop loop(options);
        Laws laws(loop);
        const auto& law = laws.add<TrueRates>(100ms);
        const auto body = []() -> Coro<> {
            CoordinatorSettings settings;
            settings.job_costs = {1ms, 50ms};
            settings.monitor_period = 100ms;
            SimulatedFeed feed(Latency{1ms, 30ms});
            Coordinator coordinator(settings, feed);
            co_await coordinator.run(1s);
        };
        const Outcome outcome = laws.finish(loop.run(body()));
        ASSERT_FALSE(outcome.failed()) << "seed " << seed << ": " << outcome.message;
        rates += law.rates;
    }
    EXPECT_GE(rates, 50 * 8);
}

/// Sits for as long as its seat is there.
Coro<> sit(Balance& balance, std::size_t& sitting) {
    for (;;) {
        Balance::Seat seat = co_await balance.sit();
        ++sitting;
        while (!seat.removed())
            co_await sleep(1ms);
        --sitting;
    }
}

FOLIOT_PROP(CoordinatorBalance, HasAsManySeatsAsTheLoadAsksFor,
            (std::vector<std::uint8_t> backlogs)) {
    constexpr std::size_t least = 2;
    constexpr std::size_t most = 5;
    CoordinatorStatistics statistics;
    Balance balance(least, BalanceLimits{40, 10, most}, statistics);
    std::size_t sitting = 0;
    std::vector<Task<>> sitters;
    for (std::size_t i = 0; i < most + 1; ++i)
        sitters.push_back(spawn(sit(balance, sitting)));
    std::size_t expected = least;
    std::size_t ever = least;
    for (const std::uint8_t each : backlogs) {
        const std::size_t backlog = each % 50;
        balance.adjust(backlog);
        if (backlog >= 40) expected = std::min(expected + 1, most);
        if (backlog <= 10) expected = std::max(expected - 1, least);
        ever = std::max(ever, expected);
        FOLIOT_CHECK(balance.seats() == expected);
        if (each % 3 == 0) continue;  // nobody looks in between
        co_await sleep(2ms);
        FOLIOT_CHECK(sitting == expected);
    }
    FOLIOT_CHECK(statistics.processors_most == ever);
    for (Task<>& sitter : sitters)
        sitter.cancel();
    static_cast<void>(co_await quietly(gather(return_exceptions, sitters)));
}

FOLIOT_PROP(CoordinatorPermits, LimitTheBatchesAtWork,
            (std::uint8_t permits, std::vector<std::uint8_t> costs)) {
    CoordinatorSettings settings;
    settings.permits = 1 + permits % 3;
    settings.processors = 5;
    settings.batch_max = 1;
    const ThreadPool* pool = nullptr;
    const auto most = static_cast<std::size_t>(settings.permits);
    std::size_t at_once = 0;
    settings.job_cost = [&pool, &at_once](const MarketDataUpdate& update) {
        at_once = std::max(at_once, pool->busy() + pool->queued() + 1);
        return 1ms * (update.price.mantissa() % 4);
    };
    Common common(settings);
    pool = &common.pool;
    for (const std::uint8_t cost : costs)
        co_await common.handover.put(update_of(cost));
    co_await common.handover.close();
    std::vector<Task<>> processors;
    for (std::size_t i = 0; i < settings.processors; ++i)
        processors.push_back(spawn(run_processor(common, "p" + std::to_string(i))));
    co_await gather(processors);
    FOLIOT_CHECK(at_once <= most);
    FOLIOT_CHECK(common.permits.value() == settings.permits);
    FOLIOT_CHECK(common.statistics.processed == static_cast<std::int64_t>(costs.size()));
}

FOLIOT_PROP(CoordinatorPermits, ComeBackFromWhoeverIsCancelled,
            (std::uint8_t permits, std::vector<std::uint8_t> costs,
             std::vector<std::uint8_t> cancelled)) {
    CoordinatorSettings settings;
    settings.permits = 1 + permits % 2;
    settings.processors = 4;
    settings.batch_max = 3;
    settings.job_cost = [](const MarketDataUpdate& update) {
        return 1ms * (update.price.mantissa() % 4);
    };
    Common common(settings);
    for (const std::uint8_t cost : costs)
        co_await common.handover.put(update_of(cost));
    co_await common.handover.close();
    std::vector<Task<>> processors;
    for (std::size_t i = 0; i < settings.processors; ++i)
        processors.push_back(spawn(run_processor(common, "p" + std::to_string(i))));
    for (const std::uint8_t each : cancelled) {
        co_await sleep(1ms * (each % 3));
        processors[each % processors.size()].cancel();
    }
    static_cast<void>(co_await quietly(gather(return_exceptions, processors)));
    co_await common.pool.shutdown();
    common.handover.give_up();
    const CoordinatorStatistics& statistics = common.statistics;
    const auto all = static_cast<std::int64_t>(costs.size());
    FOLIOT_CHECK(statistics.processed + statistics.dropped == all);
    FOLIOT_CHECK(common.permits.value() == settings.permits);
}

}  // namespace
}  // namespace foliot
