#include "traces/names.h"

#include <array>
#include <utility>

#include "sim/object.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

constexpr std::uint64_t key_of(PathId path) {
    return static_cast<std::uint64_t>(path);
}

/// For what nobody announced, and where a full path would be too long: the path's identity, which
/// is as stable as the path.
std::string hashed(PathId path) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "~";
    for (int shift = 60; shift >= 0; shift -= 4)
        text += digits[(key_of(path) >> static_cast<unsigned>(shift)) & 0xfU];
    return text;
}

// A chain of tasks that each spawn the next would need space quadratic in its length.
constexpr std::size_t path_longest = 120;

/// "latency of 0.1 deposit" with an ending of the label: "=2".
std::string asked(std::string_view label, const std::string& ending, const std::string& asker) {
    std::string text(label);
    text += ending;
    if (!asker.empty()) text += " of " + asker;
    return text;
}

}  // namespace

Names::HandleName Names::handle(const Handle& handle) {
    const std::uint64_t key = mix(key_of(handle.path()), hash_of(handle.verb()));
    std::uint32_t index = handle_ids_.find(key);
    if (index == IdTable::none) {
        index = static_cast<std::uint32_t>(handles_.size());
        handles_.push_back(spell(handle));
        handle_ids_.insert(key, index);
    }
    return handles_[index];
}

Names::HandleName Names::spell(const Handle& handle) {
    const std::string verb(handle.verb());
    bool derived = false;
    const std::uint32_t owner = owner_of(handle, &derived);
    if (owner == nobody) return {strings_.intern(verb + " " + hashed(handle.path())), nobody};
    const std::uint32_t task = owners_[owner].task;
    if (task == nobody) {
        const std::string& path = strings_[path_of(owner)];
        return {strings_.intern(verb + (derived ? " of " : " ") + path), nobody};
    }
    const std::string label = task_label(task);
    return {strings_.intern(verb == "step" ? label : verb + " of " + label), task};
}

std::uint32_t Names::owner_of(const Handle& handle, bool* derived) {
    const std::uint64_t key = key_of(handle.path());
    // What was made first and the callbacks on its maker's end share a path; the verb tells them
    // apart.
    const std::array<bool, 2> order =
        handle.verb() == "done" ? std::array{true, false} : std::array{false, true};
    for (const bool each : order) {
        const std::uint32_t index = (each ? derived_ids_ : owner_ids_).find(key);
        if (index == IdTable::none) continue;
        *derived = each;
        return index;
    }
    // Spawned before anybody listened.
    const auto* const task = dynamic_cast<const TaskState*>(&handle);
    if (task == nullptr) return nobody;
    add(*task);
    return static_cast<std::uint32_t>(owners_.size() - 1);
}

std::uint32_t Names::task(const TaskState& task) {
    const std::uint32_t index = task_ids_.find(key_of(task.path()));
    return index != IdTable::none ? index : add(task);
}

std::uint32_t Names::add(const TaskState& task) {
    const auto index = static_cast<std::uint32_t>(tasks_.size());
    const StringId path = path_below(task.parent(), '.', task.ordinal(), task.path());
    const std::uint32_t parent = task_ids_.find(key_of(task.parent()));
    tasks_.push_back({path, strings_.intern(task.name()), parent, task.is_thread()});
    task_ids_.insert(key_of(task.path()), index);
    add_owner({task.path(), index, nobody, 0, path});
    return index;
}

std::uint32_t Names::add_owner(const Owner& owner) {
    const auto index = static_cast<std::uint32_t>(owners_.size());
    owners_.push_back(owner);
    owner_ids_.insert(key_of(owner.id), index);
    derived_ids_.insert(key_of(child_path(owner.id, Branch::callback)), index);
    return index;
}

void Names::on_create(const Creation& creation) {
    const std::uint32_t creator = owner_ids_.find(key_of(creation.creator));
    Owner owner{creation.path, nobody, creator, creation.ordinal, no_string};
    if (creator != IdTable::none) {
        path_of(creator);  // in time, so that a chain of callbacks is not spelled by recursion
    } else if (creation.creator != root_path) {
        owner.path = strings_.intern(hashed(creation.path));
    }
    add_owner(owner);
}

void Names::on_event(const TraceEvent& event) {
    if (event.other != nullptr) task(*event.other);
}

StringId Names::path_of(std::uint32_t index) {
    Owner& owner = owners_[index];
    if (owner.path == no_string) {
        const PathId creator = owner.creator == nobody ? root_path : owners_[owner.creator].id;
        owner.path = path_below(creator, '/', owner.ordinal, owner.id);
    }
    return owner.path;
}

StringId Names::path_below(PathId creator, char separator, std::uint32_t ordinal, PathId id) {
    const std::uint32_t owner = owner_ids_.find(key_of(creator));
    std::string path = owner == IdTable::none ? "" : strings_[path_of(owner)];
    const bool top = path.empty() && separator == '.';
    if (!top) path += separator;
    path += std::to_string(ordinal);
    const bool orphan = owner == IdTable::none && creator != root_path;
    return strings_.intern(orphan || path.size() > path_longest ? hashed(id) : path);
}

std::uint32_t Names::object(const Object& object) {
    std::uint32_t index = object_ids_.find(key_of(object.path()));
    if (index != IdTable::none) return index;
    const std::uint32_t owner = owner_ids_.find(key_of(object.path()));
    const StringId path =
        owner == IdTable::none ? strings_.intern(hashed(object.path())) : path_of(owner);
    index = static_cast<std::uint32_t>(objects_.size());
    objects_.push_back({path, strings_.intern(object.kind()), strings_.intern(object.name())});
    object_ids_.insert(key_of(object.path()), index);
    return index;
}

StringId Names::option(const ChoicePoint& point, std::uint32_t rank) {
    if (point.kind == ChoiceKind::ready) return handle(point.loop->option(rank)).name;
    if (point.kind == ChoiceKind::tick) return strings_.intern(rank == 0 ? "no tick" : "tick");
    const std::uint64_t asker = key_of(point.loop->creator());
    const std::uint64_t key = mix(mix(asker, hash_of(point.label)), rank);
    const std::uint32_t known = option_ids_.find(key);
    if (known != IdTable::none) return StringId{known};
    const std::string answer = "=" + std::to_string(rank);
    const StringId name = strings_.intern(asked(point.label, answer, asker_of(point)));
    option_ids_.insert(key, static_cast<std::uint32_t>(name));
    return name;
}

StringId Names::question(const ChoicePoint& point) {
    return strings_.intern(asked(point.label, "", asker_of(point)));
}

std::string Names::asker_of(const ChoicePoint& point) {
    const PathId asker = point.loop->creator();
    if (asker == root_path) return {};
    const std::uint32_t owner = owner_ids_.find(key_of(asker));
    if (owner == IdTable::none) return hashed(asker);
    const std::uint32_t task = owners_[owner].task;
    return task != nobody ? task_label(task) : strings_[path_of(owner)];
}

std::string Names::task_label(std::uint32_t task) const {
    return task == nobody ? "" : label_of(strings_, tasks_[task]);
}

std::string Names::object_label(std::uint32_t object) const {
    return object == nobody ? "" : label_of(strings_, objects_[object]);
}

void Names::give_to(Trace& trace) {
    trace.strings = std::move(strings_);
    trace.tasks = std::move(tasks_);
    trace.objects = std::move(objects_);
}

}  // namespace foliot
