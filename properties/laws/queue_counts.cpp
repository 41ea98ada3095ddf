#include "properties/laws/queue_counts.h"

#include <algorithm>
#include <utility>

#include "sim/waiter.h"

namespace foliot {

namespace {

bool is_queue(const Object* object) {
    return object != nullptr && (object->kind() == "Queue" || object->kind() == "LifoQueue");
}

}  // namespace

void QueueCounts::on_step(const Step& step) {
    check_touched();
    step_ = step.number;
    time_ = step.time;
    book_.on_step(step);
    // Whoever comes back from a wait is no longer on its way.
    const auto& resumed = book_.resumed();
    if (!resumed) return;
    const auto at = counts_.find(resumed->first);
    if (at != counts_.end()) touch(at->first, at->second.label);
}

void QueueCounts::on_event(const TraceEvent& event) {
    book_.on_event(event);
    if (event.task != nullptr && event.what == "end") waits_.erase(event.task->path());
    if (!is_queue(event.object)) return;
    Count& count = touch(event.object->path(), event.object->label());
    if (event.what == "wait") return waits(event, count);
    if (event.what == "wake") return woken(event, count);
    if (event.what == "put") {
        if (count.shut_down)
            violated(actor(event) + " put into " + count.label + " after shutdown");
        items_changed(event, count, 1);
    }
    if (event.what == "get") items_changed(event, count, -1);
    if (event.what == "task_done") unfinished_changed(event, count, -1);
    if (event.what == "shutdown") shut_down(event, count);
    if (event.what == "join") joined(event, count);
    if (event.what == "abandon") static_cast<void>(book_.take_resumed(event));
}

QueueCounts::Count& QueueCounts::touch(PathId object, const std::string& label) {
    Count& count = counts_[object];
    count.label = label;
    if (!std::exchange(count.touched, true)) touched_.push_back(object);
    return count;
}

void QueueCounts::waits(const TraceEvent& event, Count& count) {
    const Waiter* const waiter = event.task->waiting_on();
    const std::string what = waiter == nullptr ? std::string() : waiter->awaited();
    Wait wait;
    if (what.starts_with("an item in ")) wait.wants = Wants::item;
    if (what.starts_with("room in ")) wait.wants = Wants::room;
    if (what.starts_with("all items to be done in ")) wait.wants = Wants::join;
    if (wait.wants == Wants::item && !count.items) count.items = count.unfinished = 0;
    if (wait.wants == Wants::room && !count.bound) count.bound = count.items;
    waits_[event.task->path()] = wait;
}

void QueueCounts::woken(const TraceEvent& event, const Count& count) {
    if (book_.woken_by(event) == nullptr) return;
    waits_[event.task->path()].all_done = count.unfinished.value_or(0) == 0;
}

void QueueCounts::items_changed(const TraceEvent& event, Count& count, std::int64_t change) {
    const std::int64_t before = count.items.value_or(event.value - change);
    if (!count.items && before == 0) count.unfinished = 0;
    count.items = event.value;
    const auto violate = [&](const std::string& how) {
        violated(actor(event) + "'s " + std::string(event.what) + " left " + count.label + how,
                 event.where);
    };
    const std::string items = " with " + std::to_string(event.value) + " items";
    if (event.value != before + change)
        violate(items + " instead of " + std::to_string(before + change));
    if (event.value < 0) violate(items);
    if (count.bound && event.value > *count.bound) violate(items + ", beyond its bound");
    if (change > 0 && count.unfinished) ++*count.unfinished;
}

void QueueCounts::unfinished_changed(const TraceEvent& event, Count& count, std::int64_t change) {
    const std::int64_t expected = count.unfinished.value_or(event.value - change) + change;
    if (event.value != expected || event.value < 0) {
        violated(actor(event) + "'s task_done left " + count.label + " with " +
                     std::to_string(event.value) + " unfinished instead of " +
                     std::to_string(expected),
                 event.where);
    }
    count.unfinished = event.value;
}

void QueueCounts::shut_down(const TraceEvent& event, Count& count) {
    const std::int64_t items = count.items.value_or(event.value);
    if (event.value != 0 && event.value != items) {
        violated(count.label + " was shut down and threw away " + std::to_string(event.value) +
                     " of " + std::to_string(items) + " items",
                 event.where);
    }
    count.shut_down = true;
    if (count.items) *count.items -= event.value;
    if (count.unfinished) *count.unfinished -= std::min(event.value, *count.unfinished);
}

void QueueCounts::joined(const TraceEvent& event, const Count& count) {
    const bool resumed = book_.take_resumed(event).has_value();
    const Wait latest = resumed ? waits_[event.task->path()] : Wait();
    // In the step in which it comes back from a put or a get, a task may join without a wait.
    const bool all_done =
        latest.wants == Wants::join ? latest.all_done : count.unfinished.value_or(0) == 0;
    if (!all_done) {
        violated(actor(event) + " joined " + count.label + ", where " +
                     std::to_string(count.unfinished.value_or(0)) + " items are unfinished",
                 event.where);
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
    const auto check_one = [&](Wants wants, bool there, const std::string& what) {
        if (!there) return;
        const WaitRecord* const waits_in_vain = forgotten(object, wants);
        if (waits_in_vain == nullptr) return;
        violated_at(step_, time_,
                    count.label + " " + what + ", but " + book_.describe(*waits_in_vain) +
                        " was not woken");
    };
    const std::int64_t items = count.items.value_or(0);
    check_one(Wants::item, count.shut_down || items > 0,
              items > 0 ? "has an item" : "was shut down");
    const bool room = count.bound && items < *count.bound;
    check_one(Wants::room, count.shut_down || room, room ? "has room" : "was shut down");
    check_one(Wants::join, count.unfinished && *count.unfinished == 0, "has nothing unfinished");
}

const WaitRecord* QueueCounts::forgotten(PathId object, Wants wants) {
    const WaitRecord* first = nullptr;
    for (const WaitRecord& each : book_.on(object)) {
        const auto wait = waits_.find(each.task);
        if (wait == waits_.end() || wait->second.wants != wants) continue;
        if (each.state != WaitRecord::State::pending) return nullptr;
        if (first == nullptr) first = &each;
    }
    return first;
}

void QueueCounts::at_end(const Outcome&) {
    check_touched();
}

}  // namespace foliot
