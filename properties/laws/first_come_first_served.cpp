#include "properties/laws/first_come_first_served.h"

#include <algorithm>

namespace foliot {

namespace {

bool acquired_in_turn(Role role) {
    return role == Role::lock || role == Role::semaphore || role == Role::bounded_semaphore;
}

bool woken_in_turn(Role role) {
    return acquired_in_turn(role) || role == Role::condition || role == Role::event;
}

}  // namespace

void FirstComeFirstServed::judge_event(const LawEvent& event) {
    book_.on_event(event);
    if (!event.object) return;
    if (event.is(Meaning::waits_for)) {
        begin(event);
    } else if (event.is(Meaning::granted) && acquired_in_turn(event.role)) {
        acquired(event);
    } else if (const WaitRecord* const served = book_.woken_by(event); served != nullptr) {
        woken(event, *served);
    }
}

void FirstComeFirstServed::woken(const LawEvent& event, const WaitRecord& served) {
    const bool fair = woken_in_turn(event.role);
    for (WaitRecord& each : book_.on(*event.object)) {
        if (each.step >= served.step) break;
        if (each.state == WaitRecord::State::pending) overtake(event, each, fair);
    }
}

void FirstComeFirstServed::acquired(const LawEvent& event) {
    const std::optional<WaitRecord> waited = book_.take_resumed(event);
    // Two permits can be on their way at once, and their takers may run in any order.
    if (waited && event.role != Role::lock) return;
    for (WaitRecord& each : book_.on(*event.object)) {
        if (waited && each.step >= waited->step) break;
        // Whoever was pending when this one was woken has been counted then.
        const bool counted = waited && each.state == WaitRecord::State::pending;
        if (each.state != WaitRecord::State::cancelled && !counted) overtake(event, each, true);
    }
}

void FirstComeFirstServed::overtake(const LawEvent& event, WaitRecord& waiting, bool fair) {
    ++figures_[indices_.at(*event.object)].overtaken;
    ++waiting.overtaken;
    if (!fair || waiting.overtaken <= overtakes_allowed_) return;
    const std::string how = event.is(Meaning::granted) ? " acquired " : " was woken at ";
    violated(event,
             event.actor() + how + event.label() + " before " + book_.describe(waiting) +
                 (overtakes_allowed_ == 0
                      ? ""
                      : ", overtaken " + std::to_string(waiting.overtaken) + " times by now"));
}

void FirstComeFirstServed::begin(const LawEvent& event) {
    const auto [at, added] = indices_.try_emplace(*event.object, figures_.size());
    if (added) figures_.push_back({*event.object, event.label()});
    ++figures_[at->second].waits;
}

void FirstComeFirstServed::judge_step(const LawStep& step) {
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
