#include "sim/law_event.h"

#include "sim/handle.h"
#include "sim/object.h"
#include "sim/task_state.h"

namespace foliot {

std::int64_t first_change(const EventKind& kind, std::int64_t value, Role role, Quantity quantity) {
    if (kind.is(Meaning::changes) && kind.quantity() == quantity) return kind.change();
    if (role == Role::queue) {
        // What is put is unfinished too; a shutdown throws items away.
        if (quantity == Quantity::unfinished) return kind.changes(Quantity::items, 1) ? 1 : 0;
        return quantity == Quantity::items && kind.changes(Quantity::open, -1) ? -value : 0;
    }
    const bool counts = role == Role::semaphore || role == Role::bounded_semaphore;
    if (!counts || quantity != Quantity::permits) return 0;
    return kind.is(Meaning::granted) ? -1 : kind.is(Meaning::gives_back) ? 1 : 0;
}

std::string LiveNames::task() const {
    return event_.task->name();
}

std::string LiveNames::other() const {
    return event_.other->name();
}

std::string LiveNames::object() const {
    return event_.object->name();
}

std::string LiveNames::object_label() const {
    return event_.object->label();
}

std::optional<std::int64_t> LiveNames::at_first(Quantity quantity) const {
    const ObjectKind& kind = event_.object->kind();
    std::optional<std::int64_t> now = kind.stock_of(*event_.object)[quantity];
    if (now) *now -= first_change(event_.kind, event_.value, kind.role(), quantity);
    return now;
}

LawStep law_step(const Step& step) {
    LawStep seen{step.number, step.time, std::nullopt};
    if (step.handle.is_step()) seen.task = step.handle.path();
    return seen;
}

LawEvent law_event(const TraceEvent& event, const LawNames& names) {
    LawEvent seen{event.kind, names, event.step, event.time};
    if (event.task != nullptr) seen.task = event.task->path();
    if (event.other != nullptr) {
        seen.other = event.other->path();
        seen.other_is_thread = event.other->is_thread();
    }
    if (event.object != nullptr) {
        seen.object = event.object->path();
        seen.role = event.object->kind().role();
    }
    seen.value = event.value;
    seen.wanted = event.wanted;
    seen.cancelled = event.cancelled;
    seen.text = event.text;
    seen.where = event.where;
    return seen;
}

}  // namespace foliot
