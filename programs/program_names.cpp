#include "programs/program_names.h"

#include <algorithm>

namespace foliot {

namespace {

using Value = FlatJson::Value;

}  // namespace

std::string ProgramPlace::text() const {
    if (outer_ == nullptr) return std::string(key_);
    if (key_.empty()) return outer_->text() + "[" + std::to_string(index_) + "]";
    return outer_->text() + "." + std::string(key_);
}

void ProgramPlace::refuse(const std::string& why) const {
    throw ProgramError(text() + ": " + why);
}

std::string in_quotes(std::string_view name) {
    return '"' + std::string(name) + '"';
}

std::string_view program_text(const Value& value, const ProgramPlace& place) {
    if (!value.is_text()) place.refuse("must be a string, not " + value.dump());
    return value.text();
}

std::int64_t program_integer(const Value& value, const ProgramPlace& place, std::int64_t least) {
    const bool fits = value.kind() == FlatJson::Kind::integer;
    if (fits && value.integer() >= least && value.integer() <= largest_in_program) {
        return value.integer();
    }
    if (!fits && value.kind() != FlatJson::Kind::large) {
        place.refuse("must be an integer, not " + value.dump());
    }
    place.refuse("must lie between " + std::to_string(least) + " and " +
                 std::to_string(largest_in_program) + ", not " + value.dump());
}

bool ProgramNames::Names::Name::before(const Name& other) const {
    if (head != other.head) return head < other.head;
    const bool whole = text.size() == other.text.size() && text.size() <= sizeof(head);
    return !whole && text < other.text;
}

ProgramNames::Names::Name ProgramNames::Names::named(std::string_view text, std::size_t number) {
    std::uint64_t head = 0;
    for (const char byte : text.substr(0, sizeof(head)))
        head = head << 8 | static_cast<unsigned char>(byte);
    return {head, text, static_cast<std::uint32_t>(number)};
}

bool ProgramNames::Names::add(std::string_view name) {
    const Name added = named(name, sorted_.size());
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), added,
                                     [](const Name& a, const Name& b) { return a.before(b); });
    if (at != sorted_.end() && !added.before(*at)) return false;
    sorted_.insert(at, added);
    return true;
}

std::optional<std::uint32_t> ProgramNames::Names::find(std::string_view name) const {
    const Name wanted = named(name, 0);
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), wanted,
                                     [](const Name& a, const Name& b) { return a.before(b); });
    if (at == sorted_.end() || wanted.before(*at)) return std::nullopt;
    return at->number;
}

void ProgramNames::add_object(std::string_view name, ObjectType type) {
    objects_.add(name);
    types_.push_back(type);
}

bool ProgramNames::add_task(std::string_view name) {
    spawned_.push_back(false);
    return tasks_.add(name);
}

std::uint32_t ProgramNames::object(Argument argument, const Value& value,
                                   const ProgramPlace& place) const {
    const std::uint32_t at = look_up(objects_, "object", value, place);
    if (!fits(argument, types_[at])) {
        place.refuse(value.dump() + " is a " + std::string(name_of(types_[at])) +
                     ", on which this statement does not work");
    }
    return at;
}

std::uint32_t ProgramNames::lock(const Value& value, const ProgramPlace& place) const {
    const auto at = objects_.find(program_text(value, place));
    if (!at || types_[*at] != ObjectType::lock) {
        place.refuse("no lock " + value.dump() + " stands before it");
    }
    return *at;
}

std::uint32_t ProgramNames::variable(const Value& value, const ProgramPlace& place) const {
    return look_up(variables_, "variable", value, place);
}

std::uint32_t ProgramNames::task(const Value& value, const ProgramPlace& place) const {
    return look_up(tasks_, "task", value, place);
}

std::uint32_t ProgramNames::spawned(const Value& value, const ProgramPlace& place) {
    const std::uint32_t at = task(value, place);
    if (spawned_[at]) place.refuse("task " + value.dump() + " is spawned a second time");
    spawned_[at] = true;
    return at;
}

std::uint32_t ProgramNames::look_up(const Names& names, const char* what, const Value& value,
                                    const ProgramPlace& place) {
    const auto at = names.find(program_text(value, place));
    if (!at) place.refuse(std::string("unknown ") + what + " " + value.dump());
    return *at;
}

}  // namespace foliot
