#include "sim/wait_book.h"

#include <algorithm>
#include <utility>

#include "sim/object.h"
#include "sim/task_state.h"
#include "sim/waiter.h"

namespace foliot {

namespace {

auto find(std::vector<WaitRecord>& waits, PathId task) {
    return std::find_if(waits.begin(), waits.end(),
                        [task](const WaitRecord& each) { return each.task == task; });
}

}  // namespace

void WaitBook::on_step(const Step& step) {
    resumed_.reset();
    if (step.handle.verb() != "step") return;
    const auto task = tasks_.find(step.handle.path());
    if (task == tasks_.end() || !task->second.object) return;
    const PathId object = *std::exchange(task->second.object, std::nullopt);
    std::vector<WaitRecord>& waits = on(object);
    const auto wait = find(waits, task->first);
    resumed_.emplace(object, *wait);
    waits.erase(wait);
}

void WaitBook::on_event(const TraceEvent& event) {
    if (event.task == nullptr) return;
    const PathId task = event.task->path();
    if (event.object != nullptr && event.what == "wait") {
        const auto [at, added] = tasks_.try_emplace(task);
        if (added) at->second.name = event.task->name();
        at->second.object = event.object->path();
        on(*at->second.object).push_back({task, event.step, event.time});
    } else if (event.object != nullptr && event.what == "wake") {
        const auto at = tasks_.find(task);
        if (at == tasks_.end() || !at->second.object) return;
        const Waiter* const waiter = event.task->waiting_on();
        const bool cancelled = waiter != nullptr && waiter->state() == Waiter::State::cancelled;
        find(on(*at->second.object), task)->state =
            cancelled ? WaitRecord::State::cancelled : WaitRecord::State::woken;
    } else if (event.what == "end") {
        tasks_.erase(task);
    }
}

std::string WaitBook::describe(const WaitRecord& wait) const {
    const auto task = tasks_.find(wait.task);
    const std::string name = task != tasks_.end() ? task->second.name : "a task";
    return name + " (since step " + std::to_string(wait.step) + ")";
}

const WaitRecord* WaitBook::woken_by(const TraceEvent& event) {
    if (event.what != "wake" || event.object == nullptr || event.task == nullptr) return nullptr;
    std::vector<WaitRecord>& waits = on(event.object->path());
    const auto at = find(waits, event.task->path());
    return at != waits.end() && at->state == WaitRecord::State::woken ? &*at : nullptr;
}

std::optional<WaitRecord> WaitBook::take_resumed(const TraceEvent& event) {
    if (!resumed_ || event.object == nullptr || event.task == nullptr) return std::nullopt;
    if (resumed_->first != event.object->path()) return std::nullopt;
    if (resumed_->second.task != event.task->path()) return std::nullopt;
    std::optional<WaitRecord> wait(resumed_->second);
    resumed_.reset();
    return wait;
}

}  // namespace foliot
