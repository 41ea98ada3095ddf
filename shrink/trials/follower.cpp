#include "shrink/trials/follower.h"

#include "sim/handle_id.h"
#include "sim/loop.h"
#include "sim/task_state.h"

namespace foliot {

void Follower::begin(std::uint64_t) {
    run_ = {};
    counts_.clear();
    happened_.clear();
}

std::uint32_t Follower::pick(const ChoicePoint& point) {
    const std::uint32_t wanted = choose(point);
    MadeChoice made;
    made.kind = point.kind;
    made.of = point.of;
    made.taken = wanted < point.of ? wanted : 0;
    made.step = point.loop->step() + (precedes_step(point.kind) ? 1 : 0);  // no_step + 1 is 0
    if (point.kind == ChoiceKind::ready) {
        const Handle& taken = point.loop->option(made.taken);
        made.who = id_of(taken);
        made.key = key_of(taken);
        made.fifo = key_of(point.loop->option(0));
    } else {
        made.key = question_of(point);
    }
    run_.choices.push_back(made);
    return made.taken;
}

StepKey Follower::key_of(const Handle& handle) const {
    const std::uint64_t who = id_of(handle);
    const std::uint32_t* const count = counts_.find(who);
    return mix(who, count == nullptr ? 0 : *count);
}

std::uint64_t Follower::question_of(const ChoicePoint& point) const {
    const StepKey before = run_.steps.empty() ? no_key : run_.steps.back().key;
    const bool tick = point.kind == ChoiceKind::tick;
    return mix(tick ? before : point.key, static_cast<std::uint64_t>(point.kind));
}

void Follower::on_step(const Step& step) {
    MadeStep made;
    made.who = id_of(step.handle);
    made.key = key_of(step.handle);
    made.cause = step.cause;
    ++counts_[made.who];
    happened_[made.key] = true;
    run_.steps.push_back(std::move(made));
    run_.paths.push_back(step.handle.path());
}

void Follower::on_event(const TraceEvent& event) {
    if (event.kind != events::spawn || event.other == nullptr) return;
    run_.tasks.emplace(event.other->path(), event.other->name());
}

void Follower::on_access(PathId object, Access access) {
    if (run_.steps.empty() || run_.steps.size() > most_footprints) return;
    run_.steps.back().footprint.add(object, access);
}

}  // namespace foliot
