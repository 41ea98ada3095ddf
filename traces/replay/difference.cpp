#include "traces/replay/difference.h"

#include <algorithm>

#include "sim/duration_text.h"
#include "traces/file/digest.h"
#include "traces/view/labels.h"

namespace foliot {

namespace {

std::string label_at(const Trace& trace, std::size_t event) {
    if (event >= trace.events.size()) return "the end of the run";
    const RecordedEvent& found = trace.events[event];
    std::string label = step_label(found.step) + ", t=" + duration_text(found.time_ns) + ": " +
                        event_label(trace, found);
    if (trace.kind(found) == events::step && found.cause != no_step) {
        label += ", made ready by step " + std::to_string(found.cause);
    }
    return label;
}

/// Steps are numbered from 0, and `no_step` comes before: one more makes it 0.
std::uint64_t order_of(const Trace& trace, std::size_t event) {
    return event < trace.events.size() ? trace.events[event].step + 1 : no_step;
}

}  // namespace

std::optional<Difference> first_difference(const Trace& first, const Trace& second) {
    const TraceHashes first_hashes(first);
    const TraceHashes second_hashes(second);
    const std::size_t both = std::min(first.events.size(), second.events.size());
    std::size_t at = 0;
    while (at < both &&
           first_hashes.event(first.events[at]) == second_hashes.event(second.events[at])) {
        ++at;
    }
    if (at == both && first.events.size() == second.events.size()) return std::nullopt;
    const std::uint64_t step = std::min(order_of(first, at), order_of(second, at)) - 1;
    return Difference{at, step, label_at(first, at), label_at(second, at)};
}

}  // namespace foliot
