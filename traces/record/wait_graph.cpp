#include "traces/record/wait_graph.h"

#include <algorithm>

namespace foliot {

void WaitGraph::add(const RecordedEvent& event, const EventKind& kind) {
    switch (kind.meaning()) {
        case Meaning::waits_for:
        case Meaning::wakes:
        case Meaning::ends:
            if (event.task == nobody) return;
            if (event.task >= waits_.size()) waits_.resize(names_->tasks().size());
            waits_[event.task] = {event, kind.is(Meaning::waits_for)};
            return;
        case Meaning::granted:
            if (event.object != nobody) acquire(holders_of_object(event.object), event.task);
            return;
        case Meaning::gives_back:
            if (event.object != nobody) release(holders_of_object(event.object), event.task);
            return;
        case Meaning::tells:
        case Meaning::passes:
        case Meaning::gives_up:
        case Meaning::changes:
            return;
    }
}

WaitGraph::Holders& WaitGraph::holders_of_object(std::uint32_t object) {
    if (object >= holders_.size()) holders_.resize(names_->objects().size());
    return holders_[object];
}

void WaitGraph::acquire(Holders& holders, std::uint32_t task) {
    if (holders.credit > 0) {
        --holders.credit;
    } else {
        holders.tasks.push_back(task);
    }
}

void WaitGraph::release(Holders& holders, std::uint32_t task) {
    if (holders.tasks.empty()) {
        ++holders.credit;
        return;
    }
    auto at = std::find(holders.tasks.begin(), holders.tasks.end(), task);
    if (at == holders.tasks.end()) at = holders.tasks.begin();
    holders.tasks.erase(at);
}

std::vector<std::uint32_t> WaitGraph::waiting() const {
    std::vector<std::uint32_t> tasks;
    for (std::uint32_t task = 0; task < waits_.size(); ++task) {
        if (waits_[task].on) tasks.push_back(task);
    }
    return tasks;
}

std::vector<std::uint32_t> WaitGraph::holders(std::uint32_t task) const {
    const std::uint32_t object = awaited_object(task);
    if (object >= holders_.size()) return {};
    std::vector<std::uint32_t> tasks = holders_[object].tasks;
    std::sort(tasks.begin(), tasks.end());
    tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
    if (!tasks.empty() && tasks.back() == nobody) tasks.pop_back();
    return tasks;
}

RecordedWait WaitGraph::wait_of(std::uint32_t task) const {
    const RecordedEvent& event = waits_[task].event;
    const StringTable& strings = names_->strings();
    RecordedWait wait;
    wait.task = names_->task_label(task);
    if (event.object != nobody) {
        wait.waits_for = names_->object_label(event.object);
    } else if (event.other != nobody) {
        wait.waits_for = names_->task_label(event.other);
    } else {
        wait.waits_for = strings[event.text];
    }
    for (const std::uint32_t holder : holders(task))
        wait.held_by.push_back(names_->task_label(holder));
    wait.since = event.step;
    wait.since_ns = event.time_ns;
    wait.where = strings[event.where];
    return wait;
}

}  // namespace foliot
