#include "coordinator/detail/idle_watch.h"

#include <algorithm>

#include "sim/loop.h"

namespace foliot {

IdleWatch::Waiting::Waiting(IdleWatch& watch) : watch_(watch) {
    ++watch_.waiting_;
    watch_.note_change();
}

IdleWatch::Waiting::~Waiting() {
    --watch_.waiting_;
    watch_.note_change();
}

void IdleWatch::holds(std::size_t updates) {
    updates_ = updates;
    note_change();
}

void IdleWatch::note_change() {
    const Loop* const loop = Loop::current();
    if (loop == nullptr) return;  // frames that are torn down after the run
    if (since_) longest_ = std::max(longest_, loop->now() - *since_);
    const bool neglected = updates_ > 0 && waiting_ > 0;
    if (!neglected) {
        since_.reset();
    } else if (!since_) {
        since_ = loop->now();
    }
}

}  // namespace foliot
