#include "properties/laws/queue_counts.h"

#include <algorithm>
#include <utility>

#include "sim/waiter.h"

namespace foliot {

void QueueCounts::judge_step(const LawStep& step) {
    check_touched();
    step_ = step.number;
    time_ = step.time;
    book_.on_step(step);
    // Whoever comes back from a wait is no longer on its way.
    const auto& resumed = book_.resumed();
    if (!resumed) return;
    const auto at = counts_.find(resumed->first);
    if (at != counts_.end()) touch(at->first);
}

void QueueCounts::judge_event(const LawEvent& event) {
    book_.on_event(event);
    if (event.task && event.is(Meaning::ends)) waits_.erase(*event.task);
    if (event.role != Role::queue) return;
    Count& count = count_of(event);
    if (event.is(Meaning::waits_for)) return waits(event, count);
    if (event.is(Meaning::wakes)) return woken(event, count);
    if (event.kind.changes(Quantity::items, 1)) {
        if (count.shut_down)
            violated(event, event.actor() + " put into " + count.label + " after shutdown");
        items_changed(event, count, 1);
    }
    if (event.kind.changes(Quantity::items, -1)) items_changed(event, count, -1);
    if (event.kind.changes(Quantity::unfinished, -1)) unfinished_changed(event, count, -1);
    if (event.kind.changes(Quantity::open, -1)) shut_down(event, count);
    if (event.is(Meaning::passes)) joined(event, count);
    if (event.is(Meaning::gives_up)) static_cast<void>(book_.take_resumed(event));
}

QueueCounts::Count& QueueCounts::count_of(const LawEvent& event) {
    const auto [at, added] = counts_.try_emplace(*event.object);
    if (added) {
        at->second.label = event.label();
        at->second.items = event.names.at_first(Quantity::items);
        at->second.unfinished = event.names.at_first(Quantity::unfinished);
        at->second.bound = event.names.at_first(Quantity::bound);
        at->second.shut_down = event.names.at_first(Quantity::open) == 0;
    }
    return touch(at->first);
}

QueueCounts::Count& QueueCounts::touch(PathId object) {
    Count& count = counts_[object];
    if (!std::exchange(count.touched, true)) touched_.push_back(object);
    return count;
}

void QueueCounts::waits(const LawEvent& event, Count& count) {
    if (event.wanted == Quantity::items && !count.items) count.items = count.unfinished = 0;
    if (event.wanted == Quantity::room && !count.bound) count.bound = count.items;
    if (event.task) waits_[*event.task] = {event.wanted, false};  // a damaged trace may lack it
}

void QueueCounts::woken(const LawEvent& event, const Count& count) {
    if (book_.woken_by(event) == nullptr) return;
    waits_[*event.task].all_done = count.unfinished.value_or(0) == 0;
}

void QueueCounts::items_changed(const LawEvent& event, Count& count, std::int64_t change) {
    const std::int64_t before = count.items.value_or(event.value - change);
    if (!count.items && before == 0) count.unfinished = 0;
    count.items = event.value;
    const auto violate = [&](const std::string& how) {
        violated(event, event.actor() + "'s " + std::string(event.kind.name()) + " left " +
                            count.label + how);
    };
    const std::string items = " with " + std::to_string(event.value) + " items";
    if (event.value != before + change)
        violate(items + " instead of " + std::to_string(before + change));
    if (event.value < 0) violate(items);
    if (count.bound && event.value > *count.bound) violate(items + ", beyond its bound");
    if (change > 0 && count.unfinished) ++*count.unfinished;
}

void QueueCounts::unfinished_changed(const LawEvent& event, Count& count, std::int64_t change) {
    const std::int64_t expected = count.unfinished.value_or(event.value - change) + change;
    if (event.value != expected || event.value < 0) {
        violated(event, event.actor() + "'s " + std::string(event.kind.name()) + " left " +
                            count.label + " with " + std::to_string(event.value) +
                            " unfinished instead of " + std::to_string(expected));
    }
    count.unfinished = event.value;
}

void QueueCounts::shut_down(const LawEvent& event, Count& count) {
    const std::int64_t items = count.items.value_or(event.value);
    if (event.value != 0 && event.value != items) {
        violated(event, count.label + " was shut down and threw away " +
                            std::to_string(event.value) + " of " + std::to_string(items) +
                            " items");
    }
    count.shut_down = true;
    if (count.items) *count.items -= event.value;
    if (count.unfinished) *count.unfinished -= std::min(event.value, *count.unfinished);
}

void QueueCounts::joined(const LawEvent& event, const Count& count) {
    const bool resumed = book_.take_resumed(event).has_value();
    const Wait latest = resumed ? waits_[*event.task] : Wait();
    // In the step in which it comes back from a put or a get, a task may join without a wait.
    const bool all_done =
        latest.wanted == Quantity::unfinished ? latest.all_done : count.unfinished.value_or(0) == 0;
    if (!all_done) {
        violated(event, event.actor() + " joined " + count.label + ", where " +
                            std::to_string(count.unfinished.value_or(0)) + " items are unfinished");
    }
}

void QueueCounts::check_touched() {
    for (const PathId object : std::exchange(touched_, {})) {
        Count& count = counts_.at(object);
        count.touched = false;
        check(object, count);
    }
}

void QueueCounts::check(PathId object, const Count& count) {
    const auto check_one = [&](Quantity wanted, bool there, const std::string& what) {
        if (!there) return;
        const WaitRecord* const waits_in_vain = forgotten(object, wanted);
        if (waits_in_vain == nullptr) return;
        violated_at(step_, time_,
                    count.label + " " + what + ", but " + book_.describe(*waits_in_vain) +
                        " was not woken");
    };
    const std::int64_t items = count.items.value_or(0);
    check_one(Quantity::items, count.shut_down || items > 0,
              items > 0 ? "has an item" : "was shut down");
    const bool room = count.bound && items < *count.bound;
    check_one(Quantity::room, count.shut_down || room, room ? "has room" : "was shut down");
    check_one(Quantity::unfinished, count.unfinished && *count.unfinished == 0,
              "has nothing unfinished");
}

const WaitRecord* QueueCounts::forgotten(PathId object, Quantity wanted) {
    const WaitRecord* first = nullptr;
    for (const WaitRecord& each : book_.on(object)) {
        const auto wait = waits_.find(each.task);
        if (wait == waits_.end() || wait->second.wanted != wanted) continue;
        if (each.state != WaitRecord::State::pending) return nullptr;
        if (first == nullptr) first = &each;
    }
    return first;
}

void QueueCounts::at_end(const Outcome&) {
    check_touched();
}

}  // namespace foliot
