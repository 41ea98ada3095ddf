#include "properties/generators/latency.h"

#include <rapidcheck.h>

#include <algorithm>
#include <utility>

#include "explore/failure.h"
#include "sim/duration_text.h"

namespace foliot {

namespace {

constexpr int longest_ms = 5;  // ms
constexpr std::size_t most_options = 4;

/// The whole millisecond is the simplest.
Duration beside(const std::pair<int, int>& place) {
    const Duration whole = std::chrono::milliseconds(place.first);
    const Duration off = std::chrono::nanoseconds(place.second);
    return std::max(Duration::zero(), whole + off);
}

rc::Gen<Duration> some_duration() {
    const auto off = rc::gen::weightedOneOf<int>(
        {{6, rc::gen::just(0)}, {1, rc::gen::just(-1)}, {1, rc::gen::just(1)}});
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, longest_ms + 1), off), beside);
}

Latency latency_of(std::vector<Duration> durations) {
    if (durations.empty()) return Duration::zero();
    if (durations.size() > most_options) durations.resize(most_options);
    std::sort(durations.begin(), durations.end());
    durations.erase(std::unique(durations.begin(), durations.end()), durations.end());
    return Latency(std::move(durations));
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Latency& latency) {
    const std::vector<Duration>& options = latency.options();
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i > 0) stream << (i + 1 == options.size() ? " or " : ", ");
        stream << duration_text(options[i].count());
    }
    return stream;
}

rc::Gen<Latency> any_latency() {
    return rc::gen::map(rc::gen::container<std::vector<Duration>>(some_duration()), latency_of);
}

}  // namespace foliot
