#include "properties/program_names.h"

#include <array>
#include <nlohmann/json.hpp>

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

bool fits(char kind, ObjectType type) {
    switch (kind) {
        case 's':
            return type == ObjectType::lock || type == ObjectType::semaphore ||
                   type == ObjectType::bounded_semaphore || type == ObjectType::condition;
        case 'e':
            return type == ObjectType::event;
        case 'c':
            return type == ObjectType::condition;
        case 'b':
            return type == ObjectType::barrier;
        case 'q':
            return type == ObjectType::queue;
        default:  // 'w'
            return type == ObjectType::event || type == ObjectType::condition ||
                   type == ObjectType::barrier;
    }
}

}  // namespace

std::string ProgramPlace::text() const {
    if (outer_ == nullptr) return std::string(key_);
    if (key_.empty()) return outer_->text() + "[" + std::to_string(index_) + "]";
    return outer_->text() + "." + std::string(key_);
}

void ProgramPlace::refuse(const std::string& why) const {
    throw ProgramError(text() + ": " + why);
}

const std::string& program_text(const Json& value, const ProgramPlace& place) {
    if (!value.is_string()) place.refuse("must be a string, not " + value.dump());
    return value.get_ref<const std::string&>();
}

std::string_view ProgramNames::name_of(ObjectType type) {
    constexpr std::array<std::string_view, 7> names{
        "lock", "event", "semaphore", "bounded_semaphore", "condition", "barrier", "queue"};
    return names.at(static_cast<std::size_t>(type));
}

void ProgramNames::add_object(const std::string& name, ObjectType type) {
    objects_[name] = types_.size();
    types_.push_back(type);
}

bool ProgramNames::add_variable(const std::string& name) {
    const std::size_t place = variables_.size();
    return variables_.emplace(name, place).second;
}

bool ProgramNames::add_task(const std::string& name) {
    spawned_.push_back(false);
    return tasks_.emplace(name, spawned_.size() - 1).second;
}

std::size_t ProgramNames::object(char kind, const Json& value, const ProgramPlace& place) const {
    const std::size_t at = look_up(objects_, "object", value, place);
    if (!fits(kind, types_[at])) {
        place.refuse(value.dump() + " is a " + std::string(name_of(types_[at])) +
                     ", on which this statement does not work");
    }
    return at;
}

std::size_t ProgramNames::lock(const Json& value, const ProgramPlace& place) const {
    const auto at = objects_.find(program_text(value, place));
    if (at == objects_.end() || types_[at->second] != ObjectType::lock) {
        place.refuse("no lock " + value.dump() + " stands before it");
    }
    return at->second;
}

std::size_t ProgramNames::variable(const Json& value, const ProgramPlace& place) const {
    return look_up(variables_, "variable", value, place);
}

std::size_t ProgramNames::task(const Json& value, const ProgramPlace& place) const {
    return look_up(tasks_, "task", value, place);
}

std::size_t ProgramNames::spawned(const Json& value, const ProgramPlace& place) {
    const std::size_t at = task(value, place);
    if (spawned_[at]) place.refuse("task " + value.dump() + " is spawned a second time");
    spawned_[at] = true;
    return at;
}

std::size_t ProgramNames::look_up(const Names& names, const char* what, const Json& value,
                                  const ProgramPlace& place) {
    const auto at = names.find(program_text(value, place));
    if (at == names.end()) place.refuse(std::string("unknown ") + what + " " + value.dump());
    return at->second;
}

}  // namespace foliot
