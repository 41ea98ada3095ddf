#include "properties/laws/first_come_first_served.h"

#include <algorithm>

namespace foliot {

namespace {

bool acquired_in_turn(std::string_view kind) {
    return kind == "Lock" || kind == "Semaphore" || kind == "BoundedSemaphore";
}

bool woken_in_turn(std::string_view kind) {
    return acquired_in_turn(kind) || kind == "Condition" || kind == "Event";
}

}  // namespace

void FirstComeFirstServed::on_event(const TraceEvent& event) {
    book_.on_event(event);
    if (event.object == nullptr) return;
    if (event.what == "wait") {
        begin(event);
    } else if (event.what == "acquire" && acquired_in_turn(event.object->kind())) {
        acquired(event);
    } else if (const WaitRecord* const served = book_.woken_by(event); served != nullptr) {
        woken(event, *served);
    }
}

void FirstComeFirstServed::woken(const TraceEvent& event, const WaitRecord& served) {
    const bool fair = woken_in_turn(event.object->kind());
    for (WaitRecord& each : book_.on(event.object->path())) {
        if (each.step >= served.step) break;
        if (each.state == WaitRecord::State::pending) overtake(event, each, fair);
    }
}

void FirstComeFirstServed::acquired(const TraceEvent& event) {
    const std::optional<WaitRecord> waited = book_.take_resumed(event);
    // Two permits can be on their way at once, and their takers may run in any order.
    if (waited && event.object->kind() != "Lock") return;
    for (WaitRecord& each : book_.on(event.object->path())) {
        if (waited && each.step >= waited->step) break;
        // Whoever was pending when this one was woken has been counted then.
        const bool counted = waited && each.state == WaitRecord::State::pending;
        if (each.state != WaitRecord::State::cancelled && !counted) overtake(event, each, true);
    }
}

void FirstComeFirstServed::overtake(const TraceEvent& event, WaitRecord& waiting, bool fair) {
    ++figures_[indices_.at(event.object->path())].overtaken;
    ++waiting.overtaken;
    if (!fair || waiting.overtaken <= overtakes_allowed_) return;
    const std::string verb = event.what == "acquire" ? " acquired " : " was woken at ";
    violated(actor(event) + verb + event.object->label() + " before " + book_.describe(waiting) +
                 (overtakes_allowed_ == 0
                      ? ""
                      : ", overtaken " + std::to_string(waiting.overtaken) + " times by now"),
             event.where);
}

void FirstComeFirstServed::begin(const TraceEvent& event) {
    const auto [at, added] = indices_.try_emplace(event.object->path(), figures_.size());
    if (added) figures_.push_back({event.object->path(), event.object->label()});
    ++figures_[at->second].waits;
}

void FirstComeFirstServed::on_step(const Step& step) {
    book_.on_step(step);
    const auto& resumed = book_.resumed();
    if (!resumed || resumed->second.state != WaitRecord::State::woken) return;
    count(resumed->first, resumed->second, step.number, step.time);
}

void FirstComeFirstServed::count(PathId object, const WaitRecord& waited, std::uint64_t step,
                                 VirtualTime now) {
    Figures& figures = figures_[indices_.at(object)];
    figures.longest_steps = std::max(figures.longest_steps, step - waited.step);
    figures.longest_time = std::max(figures.longest_time, now - waited.since);
}

void FirstComeFirstServed::at_end(const Outcome& outcome) {
    for (const auto& [object, waits] : book_.all()) {
        for (const WaitRecord& each : waits) {
            if (each.state != WaitRecord::State::cancelled) {
                count(object, each, outcome.step, outcome.time);
            }
        }
    }
}

}  // namespace foliot
