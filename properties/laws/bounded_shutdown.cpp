#include "properties/laws/bounded_shutdown.h"

#include <utility>

#include "sim/error.h"

namespace foliot {

BoundedShutdown::BoundedShutdown(std::string trigger, Duration within)
    : trigger_(std::move(trigger)), within_(within) {
    if (within < Duration::zero()) throw ValueError("a shutdown takes no negative time");
}

namespace {
bool moves_time(const TraceEvent& event) {
    return event.what == "advance" || event.what == "spend";
}
}  // namespace

void BoundedShutdown::on_event(const TraceEvent& event) {
    if (!asked_) {
        if (asks(event)) asked_ = event.time;
    } else if (event.what == "end") {
        took_ = event.time - *asked_;
    } else if (moves_time(event) && event.time - *asked_ > within_) {
        // Time moves only while tasks are left.
        std::string names;
        for (const TaskState* const task : loop().all_tasks())
            names += (names.empty() ? "" : ", ") + task->name();
        violated(names + " had not ended " + std::to_string(within_.count()) + " ns after " +
                 trigger_);
    }
}

bool BoundedShutdown::asks(const TraceEvent& event) const {
    if (event.what == "note") return event.text == trigger_;
    return event.what == "set" && event.object != nullptr && event.object->kind() == "Event" &&
           event.object->name() == trigger_;
}

void BoundedShutdown::at_end(const Outcome& outcome) {
    if (!asked_ || outcome.verdict != Verdict::deadlock) return;
    violated("tasks never ended after " + trigger_);
}

}  // namespace foliot
