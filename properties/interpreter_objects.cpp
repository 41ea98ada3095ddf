// What programs do with their objects without suspending.

#include "properties/interpreter.h"

namespace foliot {

void ProgramRun::create(const ObjectSpec& spec) {
    auto& object = *objects_.emplace_back(std::make_unique<ProgramObject>());
    switch (spec.type) {
        case ObjectType::lock:
            object.emplace<Lock>(spec.name);
            break;
        case ObjectType::event:
            object.emplace<Event>(spec.name);
            break;
        case ObjectType::semaphore:
            object.emplace<Semaphore>(spec.number, spec.name);
            break;
        case ObjectType::bounded_semaphore:
            object.emplace<BoundedSemaphore>(spec.number, spec.name);
            break;
        case ObjectType::condition:
            if (spec.lock == ObjectSpec::no_lock) {
                object.emplace<Condition>(spec.name);
            } else {
                object.emplace<Condition>(std::get<Lock>(*objects_[spec.lock]), spec.name);
            }
            break;
        case ObjectType::barrier:
            object.emplace<Barrier>(static_cast<std::size_t>(spec.number), spec.name);
            break;
        case ObjectType::queue:
            object.emplace<ProgramQueue>(static_cast<std::size_t>(spec.number), spec.name);
            break;
    }
}

ProgramRun::Value ProgramRun::object_statement(const Statement& s) {
    ProgramObject& object = *objects_[s.target];
    switch (s.op) {
        case Op::set:
            std::get<Event>(object).set({});
            return ok();
        case Op::clear:
            std::get<Event>(object).clear({});
            return ok();
        case Op::notify:
            return ok_or(
                std::get<Condition>(object).try_notify(static_cast<std::size_t>(s.number), {}));
        case Op::notify_all:
            return ok_or(std::get<Condition>(object).try_notify_all({}));
        case Op::release:
            return ok_or(release(s.target));
        default:
            break;  // locked
    }
    if (const auto* const semaphore = std::get_if<Semaphore>(&object)) {
        return LogValue(semaphore->locked());
    }
    if (const auto* const bounded = std::get_if<BoundedSemaphore>(&object)) {
        return LogValue(bounded->locked());
    }
    return object_state(s.target);
}

ProgramRun::Value ProgramRun::queue_statement(const Statement& s) {
    ProgramQueue& queue = this->queue(s);
    switch (s.op) {
        case Op::put_nowait:
            return ok_or(queue.try_put(s.number, {}));
        case Op::task_done:
            return ok_or(queue.try_task_done({}));
        case Op::shutdown:
            queue.shutdown(s.flag, {});
            return ok();
        default:
            break;  // get_nowait
    }
    const Result<std::int64_t> item = queue.try_get({});
    if (!item) return item.failure();
    return LogValue(*item);
}

ProgramQueue& ProgramRun::queue(const Statement& s) const {
    return std::get<ProgramQueue>(*objects_[s.target]);
}

Failure ProgramRun::release(std::size_t object) {
    ProgramObject& held = *objects_[object];
    if (auto* const lock = std::get_if<Lock>(&held)) return lock->try_release({});
    if (auto* const condition = std::get_if<Condition>(&held)) return condition->try_release({});
    if (auto* const bounded = std::get_if<BoundedSemaphore>(&held)) {
        return bounded->try_release({});
    }
    return std::get<Semaphore>(held).try_release({});
}

LogValue ProgramRun::object_state(std::size_t object) const {
    const ProgramObject& state = *objects_[object];
    if (const auto* const lock = std::get_if<Lock>(&state)) return lock->locked();
    if (const auto* const condition = std::get_if<Condition>(&state)) return condition->locked();
    if (const auto* const event = std::get_if<Event>(&state)) return event->is_set();
    if (const auto* const semaphore = std::get_if<Semaphore>(&state)) return semaphore->value();
    if (const auto* const bounded = std::get_if<BoundedSemaphore>(&state)) return bounded->value();
    if (const auto* const barrier = std::get_if<Barrier>(&state)) {
        if (barrier->broken()) return std::string_view("broken");
        return static_cast<std::int64_t>(barrier->n_waiting());
    }
    if (const auto* const queue = std::get_if<ProgramQueue>(&state)) {
        return static_cast<std::int64_t>(queue->qsize());
    }
    return std::int64_t{0};
}

}  // namespace foliot
