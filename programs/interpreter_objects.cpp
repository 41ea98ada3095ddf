// What programs do with their objects without suspending.

#include "programs/interpreter.h"

namespace foliot {

void ProgramRun::create(const ObjectSpec& spec) {
    auto& object = objects_.emplace_back(std::make_unique<ProgramObject>())->held;
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
                object.emplace<Condition>(*this->object<Lock>(spec.lock), spec.name);
            }
            break;
        case ObjectType::barrier:
            object.emplace<Barrier>(static_cast<std::size_t>(spec.number), spec.name);
            break;
        case ObjectType::queue:
            object.emplace<ProgramQueue>(static_cast<std::size_t>(spec.number), spec.name);
            break;
        case ObjectType::lifo_queue:
            object.emplace<ProgramLifoQueue>(static_cast<std::size_t>(spec.number), spec.name);
            break;
    }
}

Operation<> ProgramRun::putting(const Statement& s) const {
    return with_queue(s, [&s](auto& queue) { return queue.put(s.number); });
}

Operation<std::int64_t> ProgramRun::getting(const Statement& s) const {
    return with_queue(s, [](auto& queue) { return queue.get(); });
}

Lock* ProgramRun::lock_of(std::size_t object) const {
    if (Lock* const lock = this->object<Lock>(object)) return lock;
    if (Condition* const condition = this->object<Condition>(object)) return &condition->lock();
    return nullptr;
}

Semaphore& ProgramRun::semaphore(std::size_t object) const {
    if (Semaphore* const semaphore = this->object<Semaphore>(object)) return *semaphore;
    return *this->object<BoundedSemaphore>(object);
}

Failure ProgramRun::release(std::size_t object) {
    if (Lock* const lock = lock_of(object)) return lock->try_release({});
    return semaphore(object).try_release({});
}

LogValue ProgramRun::object_state(std::size_t object) const {
    const auto& state = objects_[object]->held;
    if (const auto* const event = std::get_if<Event>(&state)) return event->is_set();
    if (const auto* const barrier = std::get_if<Barrier>(&state)) {
        if (barrier->broken()) return std::string_view("broken");
        return static_cast<std::int64_t>(barrier->n_waiting());
    }
    if (const QueueBase* const queue = queue_of(object)) {
        return static_cast<std::int64_t>(queue->qsize());
    }
    if (const Lock* const lock = lock_of(object)) return lock->locked();
    return semaphore(object).value();
}

}  // namespace foliot
