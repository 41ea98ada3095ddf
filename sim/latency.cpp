#include "sim/latency.h"

#include <utility>

#include "sim/error.h"
#include "sim/fault.h"
#include "sim/loop.h"

namespace foliot {

Latency::Latency(std::vector<Duration> options) : options_(std::move(options)) {
    if (options_.empty()) throw ValueError("a latency needs at least one duration");
}

Duration Latency::choose(std::string_view label) const {
    const auto of = static_cast<std::uint32_t>(options_.size());
    const Duration chosen = options_[foliot::choose(of, label)];
    FaultPlan* const faults = detail::Kernel::current()->faults();
    if (faults == nullptr || !faults->strikes(Fault::delay, label)) return chosen;
    return chosen + faults->budget().takes(Fault::delay);
}

}  // namespace foliot
