#include "sim/wait_book.h"

#include <algorithm>
#include <utility>

namespace foliot {

namespace {

auto find(std::vector<WaitRecord>& waits, PathId task) {
    return std::find_if(waits.begin(), waits.end(),
                        [task](const WaitRecord& each) { return each.task == task; });
}

}  // namespace

void WaitBook::on_step(const LawStep& step) {
    resumed_.reset();
    if (!step.task) return;
    const auto task = tasks_.find(*step.task);
    if (task == tasks_.end() || !task->second.object) return;
    const PathId object = *std::exchange(task->second.object, std::nullopt);
    std::vector<WaitRecord>& waits = on(object);
    const auto wait = find(waits, task->first);
    resumed_.emplace(object, *wait);
    waits.erase(wait);
}

void WaitBook::on_event(const LawEvent& event) {
    if (!event.task) return;
    if (event.object && event.is(Meaning::waits_for)) {
        const auto [at, added] = tasks_.try_emplace(*event.task);
        if (added) at->second.name = event.names.task();
        at->second.object = event.object;
        on(*event.object).push_back({*event.task, event.step, event.time});
    } else if (event.object && event.is(Meaning::wakes)) {
        const auto at = tasks_.find(*event.task);
        if (at == tasks_.end() || !at->second.object) return;
        find(on(*at->second.object), *event.task)->state =
            event.cancelled ? WaitRecord::State::cancelled : WaitRecord::State::woken;
    } else if (event.is(Meaning::ends)) {
        tasks_.erase(*event.task);
    }
}

std::string WaitBook::describe(const WaitRecord& wait) const {
    const auto task = tasks_.find(wait.task);
    const std::string name = task != tasks_.end() ? task->second.name : "a task";
    return name + " (since step " + std::to_string(wait.step) + ")";
}

const WaitRecord* WaitBook::woken_by(const LawEvent& event) {
    if (!event.is(Meaning::wakes) || !event.object || !event.task) return nullptr;
    std::vector<WaitRecord>& waits = on(*event.object);
    const auto at = find(waits, *event.task);
    return at != waits.end() && at->state == WaitRecord::State::woken ? &*at : nullptr;
}

std::optional<WaitRecord> WaitBook::take_resumed(const LawEvent& event) {
    if (!resumed_ || !event.object || !event.task) return std::nullopt;
    if (resumed_->first != *event.object || resumed_->second.task != *event.task)
        return std::nullopt;
    std::optional<WaitRecord> wait(resumed_->second);
    resumed_.reset();
    return wait;
}

}  // namespace foliot
