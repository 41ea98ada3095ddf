#include "properties/laws/condition_holds_lock.h"

namespace foliot {

void ConditionHoldsLock::judge_event(const LawEvent& event) {
    if (!event.object || !event.task) return;
    if (event.role == Role::lock) lock_event(event);
    if (event.role == Role::condition) condition_event(event);
}

void ConditionHoldsLock::lock_event(const LawEvent& event) {
    const PathId lock = *event.object;
    if (event.is(Meaning::granted)) {
        holders_[lock] = *event.task;
    } else if (event.is(Meaning::gives_back)) {
        holders_.erase(lock);
        if (!begun_ || begun_->task != *event.task) return;
        locks_[begun_->condition] = lock;
        begun_.reset();
    }
}

void ConditionHoldsLock::condition_event(const LawEvent& event) {
    const PathId condition = *event.object;
    if (event.is(Meaning::gives_back)) {
        begun_ = {*event.task, condition};
    } else if (event.is(Meaning::waits_for)) {
        if (!begun_ || begun_->condition != condition) return;
        begun_.reset();
        violated(event, event.actor() + " waits at " + event.label() + " and has kept the lock");
    } else if (event.is(Meaning::passes) || event.is(Meaning::gives_up)) {
        const auto lock = locks_.find(condition);
        if (lock == locks_.end()) return;
        const auto holder = holders_.find(lock->second);
        if (holder != holders_.end() && holder->second == *event.task) return;
        violated(event, event.actor() + " came back from waiting at " + event.label() +
                            " without holding its lock");
    }
}

}  // namespace foliot
