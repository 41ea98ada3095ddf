#include "properties/laws/bounded_shutdown.h"

#include <algorithm>
#include <utility>

#include "sim/error.h"

namespace foliot {

BoundedShutdown::BoundedShutdown(std::string trigger, Duration within)
    : trigger_(std::move(trigger)), within_(within) {
    if (within < Duration::zero()) throw ValueError("a shutdown takes no negative time");
}

namespace {
bool moves_time(const LawEvent& event) {
    return event.kind == events::advance || event.kind == events::spend;
}
}  // namespace

void BoundedShutdown::judge_event(const LawEvent& event) {
    if (event.kind == events::spawn && event.other) live_.push_back(*event.other);
    const bool ends = event.is(Meaning::ends) && event.task;
    if (ends) live_.erase(std::remove(live_.begin(), live_.end(), *event.task), live_.end());
    if (!asked_) {
        if (asks(event)) asked_ = event.time;
    } else if (ends) {
        took_ = event.time - *asked_;
    } else if (moves_time(event) && event.time - *asked_ > within_) {
        // Time moves only while tasks are left.
        std::string names;
        for (const PathId task : live_)
            names += (names.empty() ? "" : ", ") + name_of(task);
        violated(names + " had not ended " + std::to_string(within_.count()) + " ns after " +
                 trigger_);
    }
}

bool BoundedShutdown::asks(const LawEvent& event) const {
    if (event.kind == events::note) return event.text == trigger_;
    return event.role == Role::event && event.kind.changes(Quantity::flag, 1) &&
           event.names.object() == trigger_;
}

void BoundedShutdown::at_end(const Outcome& outcome) {
    if (!asked_ || outcome.verdict != Verdict::deadlock) return;
    violated("tasks never ended after " + trigger_);
}

}  // namespace foliot
