#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "coordinator/detail/balance.h"
#include "coordinator/detail/buffer.h"
#include "coordinator/detail/indicators.h"
#include "sim/clock.h"
#include "sim/loop.h"

namespace foliot {

/// From when on the watchers warn.
struct WarningLimits {
    std::size_t health_buffer = 5'000;   ///< the manager: more updates than that wait
    std::int64_t health_permits = 2;     ///< the manager: fewer permits than that are free
    std::size_t monitor_buffer = 8'000;  ///< the monitor: more updates than that wait
    std::int64_t monitor_rate = 100;     ///< the monitor: fewer updates a second than that
};

/// How a coordinator works; the defaults are those of its documentation, where that names any.
struct CoordinatorSettings {
    BufferLimits buffer;
    std::size_t processors = 3;  ///< at work at any time
    BalanceLimits balance;       ///< when more are, and how many
    std::size_t batch_max = 100;
    std::int64_t permits = 10;     ///< batches at work at the same time
    std::size_t pool_workers = 4;  ///< threads
    /// What a job may cost; a choice where there are several. The first is the tame one.
    std::vector<Duration> job_costs{std::chrono::milliseconds(1)};
    /// Where given: what the job of an update costs, instead of a choice.
    std::function<Duration(const MarketDataUpdate&)> job_cost{};
    /// What a job computes; may raise.
    Indicators (*indicators)(const MarketDataUpdate&) = technical_indicators;
    /// The symbols that are subscribed to; none stands for all.
    std::vector<std::string> subscriptions{};

    Duration ingester_pause = std::chrono::milliseconds(1);   ///< after each update
    Duration reconnect_min = std::chrono::milliseconds(100);  ///< doubles with each attempt
    Duration reconnect_max = std::chrono::seconds(30);
    Duration poller_period = std::chrono::seconds(1);
    Duration manager_period = std::chrono::seconds(10);
    Duration monitor_period = std::chrono::seconds(30);
    Duration statistics_period = std::chrono::hours(1);  ///< until the processors' counts restart
    WarningLimits warnings;

    /// How long a shutdown lets the processors work on; what is left then is dropped.
    Duration drain = std::chrono::seconds(2);
    /// How long a shutdown waits for the log to be written.
    Duration log_flush = std::chrono::milliseconds(500);

    /// The longest that the pipeline, and with it the pool, takes to end: the drain, then the jobs
    /// that had begun, which nobody can stop.
    Duration shutdown_bound() const {
        return drain + *std::max_element(job_costs.begin(), job_costs.end());
    }
    /// Asks the running loop what the job of this update costs.
    Duration choose_job_cost(const MarketDataUpdate& update) const {
        if (job_cost) return job_cost(update);
        return job_costs[choose(static_cast<std::uint32_t>(job_costs.size()), "job")];
    }
};

}  // namespace foliot
