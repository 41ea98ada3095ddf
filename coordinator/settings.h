#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "coordinator/buffer.h"
#include "coordinator/indicators.h"
#include "sim/clock.h"
#include "sim/loop.h"

namespace foliot {

/// How a coordinator works; the defaults are those of its documentation.
struct CoordinatorSettings {
    BufferLimits buffer;
    std::size_t processors = 3;
    std::size_t batch_max = 100;
    std::int64_t permits = 10;     ///< batches at work at the same time
    std::size_t pool_workers = 4;  ///< threads
    /// What a job may cost; a choice where there are several. The first is the tame one.
    std::vector<Duration> job_costs{std::chrono::milliseconds(1)};
    /// What a job computes; may raise.
    Indicators (*indicators)(const MarketDataUpdate&) = technical_indicators;

    Duration ingester_pause = std::chrono::milliseconds(1);  ///< after each update
    Duration poller_period = std::chrono::seconds(1);
    Duration manager_period = std::chrono::seconds(10);
    Duration monitor_period = std::chrono::seconds(30);
    Duration statistics_period = std::chrono::hours(1);  ///< until the processors' counts restart

    /// How long a shutdown lets the processors work on; what is left then is dropped.
    Duration drain = std::chrono::seconds(2);

    /// The longest that a shutdown takes: the drain, then the jobs that had begun, which nobody can
    /// stop.
    Duration shutdown_bound() const {
        return drain + *std::max_element(job_costs.begin(), job_costs.end());
    }
    /// Asks the running loop what the next job costs.
    Duration choose_job_cost() const {
        return job_costs[choose(static_cast<std::uint32_t>(job_costs.size()), "job")];
    }
};

}  // namespace foliot
