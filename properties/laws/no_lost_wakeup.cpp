#include "properties/laws/no_lost_wakeup.h"

#include <algorithm>
#include <utility>

namespace foliot {

namespace {

const WaitRecord* first_pending(const std::vector<WaitRecord>& waits) {
    const auto at = std::find_if(waits.begin(), waits.end(), [](const WaitRecord& each) {
        return each.state == WaitRecord::State::pending;
    });
    return at == waits.end() ? nullptr : &*at;
}

bool all_pending(const std::vector<WaitRecord>& waits) {
    return std::all_of(waits.begin(), waits.end(), [](const WaitRecord& each) {
        return each.state == WaitRecord::State::pending;
    });
}

}  // namespace

void NoLostWakeup::judge_step(const LawStep& step) {
    check_touched();
    step_ = step.number;
    time_ = step.time;
    book_.on_step(step);
    const auto& resumed = book_.resumed();
    if (!resumed) return;
    // It is no longer on its way, whether or not it says what it does instead.
    const auto at = seen_.find(resumed->first);
    if (at == seen_.end() || std::exchange(at->second.touched, true)) return;
    touched_.push_back(at->first);
}

void NoLostWakeup::judge_event(const LawEvent& event) {
    book_.on_event(event);
    if (!judges(event.role)) return;
    Seen& seen = see(event);
    if (book_.woken_by(event) != nullptr) return woken(event, seen);
    switch (seen.role) {
        case Role::lock:
            return lock_event(event, seen);
        case Role::semaphore:
        case Role::bounded_semaphore:
            return semaphore_event(event, seen);
        case Role::event:
            return event_event(event, seen);
        case Role::condition:
            return condition_event(event, seen);
        case Role::none:
        case Role::barrier:
        case Role::queue:
            return;
    }
}

bool NoLostWakeup::judges(Role role) {
    return role != Role::none && role != Role::barrier && role != Role::queue;
}

NoLostWakeup::Seen& NoLostWakeup::see(const LawEvent& event) {
    const PathId object = *event.object;
    const auto [at, added] = seen_.try_emplace(object, Seen{event.role});
    Seen& seen = at->second;
    if (added) seen.label = event.label();
    if (!std::exchange(seen.touched, true)) touched_.push_back(object);
    return seen;
}

void NoLostWakeup::woken(const LawEvent& event, Seen& seen) {
    const auto violate = [&](const std::string& how) {
        violated(event, event.actor() + " was woken at " + seen.label + how);
    };
    const std::vector<WaitRecord>& waits = book_.on(*event.object);
    switch (seen.role) {
        case Role::lock:
            if (seen.open == Open::no) return violate(", which is not free");
            for (const WaitRecord& each : waits) {
                if (each.state != WaitRecord::State::woken || each.task == *event.task) continue;
                violate(", and so was " + book_.describe(each));
            }
            break;
        case Role::semaphore:
        case Role::bounded_semaphore:
            if (seen.loose-- <= 0) violate(" without a permit");
            break;
        case Role::event:
            if (seen.open == Open::no) violate(", which is not set");
            break;
        case Role::condition:
            ++seen.loose;
            notified_[*event.task] = *event.object;
            break;
        case Role::none:
        case Role::barrier:
        case Role::queue:
            break;
    }
}

void NoLostWakeup::lock_event(const LawEvent& event, Seen& seen) {
    if (event.is(Meaning::granted)) seen.open = Open::no;
    if (event.is(Meaning::gives_back)) seen.open = Open::yes;
    if (event.is(Meaning::waits_for) && seen.open == Open::unknown) seen.open = Open::no;
}

void NoLostWakeup::semaphore_event(const LawEvent& event, Seen& seen) {
    const bool granted = event.kind.changes(Quantity::permits, -1);
    const bool counts = granted || event.is(Meaning::granted) || event.is(Meaning::gives_back) ||
                        event.is(Meaning::gives_up);
    if (counts) seen.open = event.value > 0 ? Open::yes : Open::no;
    if (granted) ++seen.loose;
}

void NoLostWakeup::event_event(const LawEvent& event, Seen& seen) {
    if (event.kind.changes(Quantity::flag, 1)) {
        seen.open = Open::yes;
    } else if (event.kind.changes(Quantity::flag, -1)) {
        check(*event.object, seen);
        seen.open = Open::no;
    } else if (event.is(Meaning::waits_for) && seen.open == Open::unknown) {
        seen.open = Open::no;
    } else if (event.is(Meaning::passes) && !book_.take_resumed(event)) {
        if (seen.open == Open::no) {
            violated(event, event.actor() + " passed " + seen.label + ", which is not set");
        }
        seen.open = Open::yes;
    }
}

void NoLostWakeup::condition_event(const LawEvent& event, Seen& seen) {
    if (event.kind.changes(Quantity::notifications, 0)) {
        if (event.value != seen.loose) {
            violated(event, seen.label + " says that " + std::to_string(event.value) +
                                " tasks were notified, but " + std::to_string(seen.loose) +
                                " were woken");
        }
        if (event.value > 0) seen.owed_by.clear();
        seen.loose = 0;
    } else if ((event.is(Meaning::passes) || event.is(Meaning::gives_up)) && event.task) {
        const bool was_notified = notified_.erase(*event.task) != 0;
        const bool others = first_pending(book_.on(*event.object)) != nullptr;
        if (event.is(Meaning::gives_up) && was_notified && others) seen.owed_by = event.actor();
    }
}

void NoLostWakeup::check_touched() {
    for (const PathId object : touched_) {
        Seen& seen = seen_.at(object);
        seen.touched = false;
        check(object, seen);
    }
    touched_.clear();
}

void NoLostWakeup::check(PathId object, Seen& seen) {
    const std::vector<WaitRecord>& waits = book_.on(object);
    const WaitRecord* const waits_in_vain = first_pending(waits);
    if (seen.role == Role::condition) {
        if (!seen.owed_by.empty()) {
            violated_at(step_, time_,
                        seen.owed_by + " was notified at " + seen.label +
                            " and left with an error, but nobody was notified in its place");
        }
        if (seen.loose != 0)
            violated_at(step_, time_, "tasks were woken at " + seen.label + " by no notification");
        return;
    }
    const bool counts = seen.role == Role::semaphore || seen.role == Role::bounded_semaphore;
    if (counts && seen.loose > 0) {
        violated_at(step_, time_,
                    "a permit of " + seen.label + " was granted, but nobody was woken");
    }
    if (seen.open != Open::yes || waits_in_vain == nullptr) return;
    if (seen.role == Role::event) {
        violated_at(
            step_, time_,
            seen.label + " is set, but " + book_.describe(*waits_in_vain) + " was not woken");
    } else if (all_pending(waits)) {
        violated_at(step_, time_,
                    seen.label + " is free, but " + book_.describe(*waits_in_vain) +
                        " waits for it and nobody was woken");
    }
}

void NoLostWakeup::at_end(const Outcome&) {
    check_touched();
}

}  // namespace foliot
