#include "sim/object.h"

#include "sim/error.h"
#include "sim/loop.h"

namespace foliot {

Object::Object(const char* kind, std::string_view name) : kind_(kind), name_(name) {
    if (Loop* const loop = Loop::current(); loop != nullptr) adopt(*loop);
}

void Object::adopt(Loop& loop) {
    loop_ = &loop;
    path_ = child_path(loop.creator(), Branch::object, loop.ordinals().objects++);
}

Failure Object::bind() {
    Loop* const loop = Loop::current();
    if (loop == loop_ && loop != nullptr && !loop->in_thread()) [[likely]]
        return {};
    if (loop == nullptr || loop->in_thread()) return Failure(errors::no_running_loop);
    if (loop_ != nullptr) return Failure(errors::other_loop);
    adopt(*loop);
    return {};
}

std::string Object::label() const {
    return name_.empty() ? std::string(kind_) : std::string(kind_) + " " + name_;
}

void Object::touch(Access access) const {
    if (loop_ != nullptr) loop_->access(path_, access);
}

void Object::report(std::string_view what, std::int64_t value, std::source_location where,
                    Access access) const {
    if (loop_ != nullptr && loop_->observed()) [[unlikely]]
        tell(what, value, where, access);
}

void Object::tell(std::string_view what, std::int64_t value, std::source_location where,
                  Access access) const {
    loop_->access(path_, access);
    TraceEvent event{};
    event.task = loop_->current_task();
    event.what = what;
    event.object = this;
    event.value = value;
    event.where = where;
    loop_->emit(event);
}

}  // namespace foliot
