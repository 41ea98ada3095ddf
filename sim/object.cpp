#include "sim/object.h"

#include "sim/detail/kernel.h"
#include "sim/error.h"

namespace foliot {

Object::Object(const ObjectKind& kind, std::string_view name) : kind_(&kind), name_(name) {
    adopt_running();
}

void Object::move_to(detail::Kernel& loop) const {
    loop_ = &loop;
    serial_ = loop.serial();
    path_ = loop.new_path(Branch::object);
}

Failure Object::bind_to(const detail::Kernel* loop) {
    if (loop == nullptr || loop->in_thread()) return Failure(errors::no_running_loop);
    if (bound_ == 0) bound_ = serial_;
    return bound_ == serial_ ? Failure() : Failure(errors::other_loop);
}

std::string Object::label() const {
    const std::string kind(kind_->name());
    return name_.empty() ? kind : kind + " " + name_;
}

void Object::tell(const EventKind& kind, std::int64_t value, std::source_location where,
                  Access access) const {
    loop_->access(path_, access);
    TraceEvent event{kind, loop_->current_task(), this};
    event.value = value;
    event.where = where;
    loop_->emit(event);
}

}  // namespace foliot
