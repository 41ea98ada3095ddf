#include "properties/laws/permits_conserved.h"

#include <utility>

namespace foliot {

namespace {

bool is_semaphore(const Object* object) {
    return object != nullptr &&
           (object->kind() == "Semaphore" || object->kind() == "BoundedSemaphore");
}

}  // namespace

void PermitsConserved::on_event(const TraceEvent& event) {
    if (!is_semaphore(event.object)) return;
    if (event.what == "wake") return woken(event);
    const std::optional<std::int64_t> change = change_of(event);
    if (change) update(event, *change);
}

std::optional<std::int64_t> PermitsConserved::change_of(const TraceEvent& event) {
    if (event.what == "release") return 1;
    if (event.what == "grant") return -1;
    const bool acquired = event.what == "acquire";
    if (!acquired && event.what != "abandon") return std::nullopt;
    // The task whose step began with a grant uses it at the first of these.
    const bool had_grant = due_ && event.task != nullptr && event.task->path() == due_->task &&
                           event.object->path() == due_->semaphore;
    if (had_grant) due_.reset();
    return (had_grant ? 1 : 0) - (acquired ? 1 : 0);
}

void PermitsConserved::update(const TraceEvent& event, std::int64_t change) {
    const auto [at, added] = counters_.try_emplace(event.object->path());
    Counter& counter = at->second;
    if (added) {
        const std::int64_t before = event.value - change;
        counter = {before, before, event.object->label()};
    }
    const auto violate = [&](const std::string& how) {
        violated(actor(event) + "'s " + std::string(event.what) + " left " + counter.label +
                     " at " + std::to_string(event.value) + how,
                 event.where);
    };
    const std::int64_t expected = counter.now + change;
    if (event.value != expected) {
        violate(" instead of " + std::to_string(expected));
    } else if (expected < 0) {
        violate(", below zero");
    } else if (event.object->kind() == "BoundedSemaphore" && expected > counter.first) {
        violate(", above its first value " + std::to_string(counter.first));
    }
    counter.now = event.value;
    counter.grants = event.what == "grant";
}

void PermitsConserved::woken(const TraceEvent& event) {
    const auto counter = counters_.find(event.object->path());
    if (counter == counters_.end() || event.task == nullptr) return;
    if (!std::exchange(counter->second.grants, false)) return;
    granted_.insert_or_assign(event.task->path(), counter->first);
}

void PermitsConserved::on_step(const Step& step) {
    check_used();
    step_ = step.number;
    time_ = step.time;
    if (step.handle.verb() != "step") return;
    const auto granted = granted_.find(step.handle.path());
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
