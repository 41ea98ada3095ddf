#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "coordinator/common.h"
#include "sim/coro.h"

namespace foliot {

/// How the coordinator does at an instant.
struct Metrics {
    std::size_t buffered = 0;
    std::int64_t permits_free = 0;
    std::int64_t processed = 0;
    std::size_t tasks = 0;  ///< that are active, in the whole loop
    /// Updates processed a second since the sample before, rounded down; nothing at the first one.
    std::optional<std::int64_t> rate{};
};

/// Takes samples, each of which knows what was done since the one before.
class Sampler {
  public:
    /// `common` outlives the sampler.
    explicit Sampler(Common& common) : common_(common) {}

    Coro<Metrics> sample();

  private:
    struct Seen {
        VirtualTime time;
        std::int64_t processed;
    };

    Common& common_;
    std::optional<Seen> last_;
};

/// Logs the metrics, shows them as gauges ("buffered", "permits", "processed", "tasks", "rate"),
/// and warns of a full buffer and of a low rate, every monitor period until the shutdown. The rate
/// is that of a full period at least, so there is none before one has passed.
Coro<> run_monitor(Common& common);

}  // namespace foliot
