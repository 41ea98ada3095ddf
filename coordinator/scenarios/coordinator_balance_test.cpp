// Balancing the load loses nothing and never makes anything later.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "coordinator/manager.h"
#include "coordinator/processor.h"
#include "coordinator/testing/feeds.h"
#include "sim/task.h"
#include "sim/testing/run.h"
#include "testing/prop.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// The price of an update is what its job costs, in ms.
Duration price_in_ms(const MarketDataUpdate& update) {
    return std::chrono::milliseconds(update.price.mantissa());
}

struct Load {
    std::vector<std::uint8_t> costs;
    std::size_t processors = 1;
    std::size_t batch_max = 4;
    std::size_t grow_at = 8;
    std::size_t shrink_at = 4;
};

/// The most that there are with balancing; without, nothing changes.
constexpr std::size_t balanced = 6;
constexpr std::size_t unbalanced = 0;

CoordinatorSettings settings_of(const Load& load, std::size_t processors_max) {
    CoordinatorSettings settings;
    settings.processors = load.processors;
    settings.batch_max = load.batch_max;
    settings.balance = BalanceLimits{SIZE_MAX, 0, 0};
    if (processors_max != unbalanced) {
        settings.balance = BalanceLimits{load.grow_at, load.shrink_at, processors_max};
    }
    settings.manager_period = 1ms;
    settings.job_cost = price_in_ms;
    return settings;
}

/// Works a load off that lies there from the start.
Coro<> work_off(Load load, CoordinatorSettings settings, CoordinatorStatistics& statistics) {
    Common common(settings);
    for (const std::uint8_t cost : load.costs) {
        ++common.statistics.received;
        co_await common.handover.put(update_of(cost));
    }
    co_await common.handover.close();
    std::vector<Task<>> processors;
    for (std::size_t i = 0; i < common.balance.seats_most(); ++i) {
        const std::string name = "p" + std::to_string(i);
        processors.push_back(spawn(run_processor(common, name), name));
    }
    const Task<> manager = spawn(run_manager(common), "manager");
    // Those who have no seat get one from those who end.
    for (const Task<>& processor : processors)
        co_await processor;
    common.shutdown.set();
    co_await manager;
    statistics = common.statistics;
}

struct WorkedOff {
    Duration took{};
    CoordinatorStatistics statistics;
};

WorkedOff worked_off(const Load& load, std::size_t processors_max) {
    WorkedOff result;
    const Outcome outcome = run_to_end(
        [&] { return work_off(load, settings_of(load, processors_max), result.statistics); });
    result.took = outcome.time - virtual_start;
    return result;
}

TEST(CoordinatorBalance, HelpsWhereBatchesWaitForTheirSlowestJob) {
    Load load;
    for (int i = 0; i < 200; ++i)
        load.costs.push_back(i % 4 == 0 ? 40 : 1);
    const WorkedOff without = worked_off(load, unbalanced);
    const WorkedOff with = worked_off(load, balanced);
    EXPECT_EQ(without.took, 2s);  // 50 batches, one after the other
    EXPECT_LT(with.took, 700ms);
    EXPECT_EQ(with.statistics.processors_most, balanced);
    EXPECT_EQ(without.statistics.processors_most, 1U);
}

RC_GTEST_PROP(CoordinatorBalance, NeverMakesTheWorkTakeLonger, ()) {
    Load load;
    load.costs = *rc::gen::scale(
        3, rc::gen::container<std::vector<std::uint8_t>>(rc::gen::inRange<std::uint8_t>(0, 60)));
    load.processors = *rc::gen::inRange<std::size_t>(1, 4);
    load.batch_max = *rc::gen::inRange<std::size_t>(1, 8);
    load.grow_at = *rc::gen::inRange<std::size_t>(1, 60);
    load.shrink_at = *rc::gen::inRange<std::size_t>(0, load.grow_at);
    const WorkedOff without = worked_off(load, unbalanced);
    const WorkedOff with = worked_off(load, balanced);
    RC_ASSERT(with.took <= without.took);
    RC_ASSERT(with.statistics.processed == static_cast<std::int64_t>(load.costs.size()));
    RC_ASSERT(with.statistics.lost() == 0);
    RC_ASSERT(with.statistics.dropped == 0);
}

FOLIOT_PROP(CoordinatorBalance, LosesNothingInAnyOrder, (std::vector<std::uint8_t> costs)) {
    Load load;
    load.costs = std::move(costs);
    CoordinatorStatistics statistics;
    co_await work_off(load, settings_of(load, balanced), statistics);
    FOLIOT_CHECK(statistics.processed == static_cast<std::int64_t>(load.costs.size()));
    FOLIOT_CHECK(statistics.lost() == 0);
    FOLIOT_CHECK(statistics.longest_neglect == 0ms);
}

}  // namespace
}  // namespace foliot
