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

void NoLostWakeup::on_step(const Step& step) {
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

void NoLostWakeup::on_event(const TraceEvent& event) {
    book_.on_event(event);
    if (event.object == nullptr || kind_of(*event.object) == Kind::other) return;
    Seen& seen = see(event);
    if (book_.woken_by(event) != nullptr) return woken(event, seen);
    switch (seen.kind) {
        case Kind::lock:
            return lock_event(event, seen);
        case Kind::semaphore:
            return semaphore_event(event, seen);
        case Kind::event:
            return event_event(event, seen);
        case Kind::condition:
            return condition_event(event, seen);
        case Kind::other:
            return;
    }
}

NoLostWakeup::Kind NoLostWakeup::kind_of(const Object& object) {
    const std::string_view kind = object.kind();
    if (kind == "Lock") return Kind::lock;
    if (kind == "Semaphore" || kind == "BoundedSemaphore") return Kind::semaphore;
    if (kind == "Event") return Kind::event;
    if (kind == "Condition") return Kind::condition;
    return Kind::other;
}

NoLostWakeup::Seen& NoLostWakeup::see(const TraceEvent& event) {
    const PathId object = event.object->path();
    const auto [at, added] = seen_.try_emplace(object, Seen{kind_of(*event.object)});
    Seen& seen = at->second;
    if (added) seen.label = event.object->label();
    if (!std::exchange(seen.touched, true)) touched_.push_back(object);
    return seen;
}

void NoLostWakeup::woken(const TraceEvent& event, Seen& seen) {
    const auto violate = [&](const std::string& how) {
        violated(actor(event) + " was woken at " + seen.label + how, event.where);
    };
    const std::vector<WaitRecord>& waits = book_.on(event.object->path());
    switch (seen.kind) {
        case Kind::lock:
            if (seen.open == Open::no) return violate(", which is not free");
            for (const WaitRecord& each : waits) {
                if (each.state != WaitRecord::State::woken || each.task == event.task->path())
                    continue;
                violate(", and so was " + book_.describe(each));
            }
            break;
        case Kind::semaphore:
            if (seen.loose-- <= 0) violate(" without a permit");
            break;
        case Kind::event:
            if (seen.open == Open::no) violate(", which is not set");
            break;
        case Kind::condition:
            ++seen.loose;
            notified_[event.task->path()] = event.object->path();
            break;
        case Kind::other:
            break;
    }
}

void NoLostWakeup::lock_event(const TraceEvent& event, Seen& seen) {
    if (event.what == "acquire") seen.open = Open::no;
    if (event.what == "release") seen.open = Open::yes;
    if (event.what == "wait" && seen.open == Open::unknown) seen.open = Open::no;
}

void NoLostWakeup::semaphore_event(const TraceEvent& event, Seen& seen) {
    const bool granted = event.what == "grant";
    const bool counts =
        granted || event.what == "acquire" || event.what == "release" || event.what == "abandon";
    if (counts) seen.open = event.value > 0 ? Open::yes : Open::no;
    if (granted) ++seen.loose;
}

void NoLostWakeup::event_event(const TraceEvent& event, Seen& seen) {
    if (event.what == "set") {
        seen.open = Open::yes;
    } else if (event.what == "clear") {
        check(event.object->path(), seen);
        seen.open = Open::no;
    } else if (event.what == "wait" && seen.open == Open::unknown) {
        seen.open = Open::no;
    } else if (event.what == "pass" && !book_.take_resumed(event)) {
        if (seen.open == Open::no) {
            violated(actor(event) + " passed " + seen.label + ", which is not set", event.where);
        }
        seen.open = Open::yes;
    }
}

void NoLostWakeup::condition_event(const TraceEvent& event, Seen& seen) {
    if (event.what == "notify") {
        if (event.value != seen.loose) {
            violated(seen.label + " says that " + std::to_string(event.value) +
                         " tasks were notified, but " + std::to_string(seen.loose) + " were woken",
                     event.where);
        }
        if (event.value > 0) seen.owed_by.clear();
        seen.loose = 0;
    } else if ((event.what == "return" || event.what == "abandon") && event.task != nullptr) {
        const bool was_notified = notified_.erase(event.task->path()) != 0;
        const bool others = first_pending(book_.on(event.object->path())) != nullptr;
        if (event.what == "abandon" && was_notified && others) seen.owed_by = actor(event);
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
    if (seen.kind == Kind::condition) {
        if (!seen.owed_by.empty()) {
            violated_at(step_, time_,
                        seen.owed_by + " was notified at " + seen.label +
                            " and left with an error, but nobody was notified in its place");
        }
        if (seen.loose != 0)
            violated_at(step_, time_, "tasks were woken at " + seen.label + " by no notification");
        return;
    }
    if (seen.kind == Kind::semaphore && seen.loose > 0) {
        violated_at(step_, time_,
                    "a permit of " + seen.label + " was granted, but nobody was woken");
    }
    if (seen.open != Open::yes || waits_in_vain == nullptr) return;
    if (seen.kind == Kind::event) {
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
