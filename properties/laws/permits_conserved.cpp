#include "properties/laws/permits_conserved.h"

#include <utility>

namespace foliot {

void PermitsConserved::judge_event(const LawEvent& event) {
    if (event.role != Role::semaphore && event.role != Role::bounded_semaphore) return;
    if (event.is(Meaning::wakes)) return woken(event);
    const std::optional<std::int64_t> change = change_of(event);
    if (change) update(event, *change);
}

std::optional<std::int64_t> PermitsConserved::change_of(const LawEvent& event) {
    if (event.is(Meaning::gives_back)) return 1;
    if (event.kind.changes(Quantity::permits, -1)) return -1;
    const bool acquired = event.is(Meaning::granted);
    if (!acquired && !event.is(Meaning::gives_up)) return std::nullopt;
    // The task whose step began with a grant uses it at the first of these.
    const bool had_grant = due_ && event.task == due_->task && event.object == due_->semaphore;
    if (had_grant) due_.reset();
    return (had_grant ? 1 : 0) - (acquired ? 1 : 0);
}

void PermitsConserved::update(const LawEvent& event, std::int64_t change) {
    const auto [at, added] = counters_.try_emplace(*event.object);
    Counter& counter = at->second;
    if (added) {
        const std::int64_t before =
            event.names.at_first(Quantity::permits).value_or(event.value - change);
        const std::int64_t bound = event.names.at_first(Quantity::bound).value_or(before);
        counter = {bound, before, event.label()};
    }
    const auto violate = [&](const std::string& how) {
        violated(event, event.actor() + "'s " + std::string(event.kind.name()) + " left " +
                            counter.label + " at " + std::to_string(event.value) + how);
    };
    const std::int64_t expected = counter.now + change;
    if (event.value != expected) {
        violate(" instead of " + std::to_string(expected));
    } else if (expected < 0) {
        violate(", below zero");
    } else if (event.role == Role::bounded_semaphore && expected > counter.first) {
        violate(", above its first value " + std::to_string(counter.first));
    }
    counter.now = event.value;
    counter.grants = event.kind.changes(Quantity::permits, -1);
}

void PermitsConserved::woken(const LawEvent& event) {
    const auto counter = counters_.find(*event.object);
    if (counter == counters_.end() || !event.task) return;
    if (!std::exchange(counter->second.grants, false)) return;
    granted_.insert_or_assign(*event.task, counter->first);
}

void PermitsConserved::judge_step(const LawStep& step) {
    check_used();
    step_ = step.number;
    time_ = step.time;
    if (!step.task) return;
    const auto granted = granted_.find(*step.task);
    if (granted == granted_.end()) return;
    due_ = {granted->first, granted->second};
    granted_.erase(granted);
}

void PermitsConserved::check_used() {
    if (!due_) return;
    violated_at(step_, time_,
                name_of(due_->task) + " was granted a permit of " +
                    counters_.at(due_->semaphore).label +
                    ", but ran without taking it or giving it back");
    due_.reset();
}

void PermitsConserved::at_end(const Outcome&) {
    check_used();
}

}  // namespace foliot
