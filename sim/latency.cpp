#include "sim/latency.h"

#include "sim/error.h"
#include "sim/loop.h"

namespace foliot {

Latency::Latency(std::initializer_list<Duration> options) : options_(options) {
    if (options_.empty()) throw ValueError("a latency needs at least one duration");
}

Duration Latency::choose(std::string_view label) const {
    return options_[foliot::choose(static_cast<std::uint32_t>(options_.size()), label)];
}

}  // namespace foliot
