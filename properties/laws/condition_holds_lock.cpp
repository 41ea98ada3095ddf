#include "properties/laws/condition_holds_lock.h"

namespace foliot {

void ConditionHoldsLock::on_event(const TraceEvent& event) {
    if (event.object == nullptr || event.task == nullptr) return;
    if (event.object->kind() == "Lock") lock_event(event);
    if (event.object->kind() == "Condition") condition_event(event);
}

void ConditionHoldsLock::lock_event(const TraceEvent& event) {
    const PathId lock = event.object->path();
    if (event.what == "acquire") {
        holders_[lock] = event.task->path();
    } else if (event.what == "release") {
        holders_.erase(lock);
        if (!begun_ || begun_->task != event.task->path()) return;
        locks_[begun_->condition] = lock;
        begun_.reset();
    }
}

void ConditionHoldsLock::condition_event(const TraceEvent& event) {
    const PathId condition = event.object->path();
    if (event.what == "release_to_wait") {
        begun_ = {event.task->path(), condition};
    } else if (event.what == "wait") {
        if (!begun_ || begun_->condition != condition) return;
        begun_.reset();
        violated(actor(event) + " waits at " + event.object->label() + " and has kept the lock",
                 event.where);
    } else if (event.what == "return" || event.what == "abandon") {
        const auto lock = locks_.find(condition);
        if (lock == locks_.end()) return;
        const auto holder = holders_.find(lock->second);
        if (holder != holders_.end() && holder->second == event.task->path()) return;
        violated(actor(event) + " came back from waiting at " + event.object->label() +
                     " without holding its lock",
                 event.where);
    }
}

}  // namespace foliot
