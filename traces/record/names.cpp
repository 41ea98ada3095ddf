#include "traces/record/names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/hash.h"
#include "sim/law_event.h"

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

}  // namespace

Names::Names() {
    // A short run's, so that they need not be moved as they grow.
    known_.reserve(16);
    tasks_.reserve(16);
    objects_.reserve(8);
    handles_.reserve(16);
}

Names::HandleName Names::other_handle(const Handle& handle) {
    const PathId path = handle.path();
    const std::uint64_t key = mix(key_of(path), hash_of(handle.kind()));
    std::uint32_t index = handle_ids_.find(key);
    if (index == detail::IdTable::none) {
        index = static_cast<std::uint32_t>(handles_.size());
        handles_.push_back(spell(handle));
        handle_ids_.insert(key, index);
    }
    const HandleName name = handles_[index];
    if (handle.is_step()) recent_of(path) = {path, name.task, name.name};
    return name;
}

Names::HandleName Names::spell(const Handle& handle) {
    const std::string what(name_of(handle.kind()));
    bool derived = false;
    const std::uint32_t owner = owner_of(handle, &derived);
    if (owner == nobody) return {strings_.intern(what + " " + hashed(handle.path())), nobody};
    const std::uint32_t task = known_[owner].task;
    if (task == nobody) {
        const std::string& path = strings_[path_of(owner)];
        return {strings_.intern(what + (derived ? " of " : " ") + path), nobody};
    }
    const std::string label = task_label(task);
    if (handle.is_step()) return named(strings_.intern(label), strings_.intern(what), task);
    return named(strings_.intern(what + " of " + label), strings_.intern(what), task);
}

/// Keeps how the name is made up.
Names::HandleName Names::named(StringId name, StringId subject, std::uint32_t task, bool answer) {
    made_up_.push_back({name, subject, task, answer});
    return {name, task};
}

std::uint32_t Names::owner_of(const Handle& handle, bool* derived) {
    const std::uint64_t key = key_of(handle.path());
    // What was made first and the callbacks on its maker's end share a path; the kind tells them
    // apart.
    const std::array<bool, 2> order =
        handle.kind() == HandleKind::done ? std::array{true, false} : std::array{false, true};
    for (const bool each : order) {
        const std::uint32_t index = each ? derived_from(key) : known_ids_.find(key);
        if (index == detail::IdTable::none) continue;
        *derived = each;
        return index;
    }
    // Spawned before anybody listened.
    const auto* const task = dynamic_cast<const TaskState*>(&handle);
    if (task == nullptr) return nobody;
    add(*task);
    return static_cast<std::uint32_t>(known_.size() - 1);
}

/// Whose end the callback is for. Few runs ask.
std::uint32_t Names::derived_from(std::uint64_t key) {
    for (; derived_ < known_.size(); ++derived_) {
        const PathId path = child_path(known_[derived_].id, Branch::callback);
        derived_ids_.insert(key_of(path), static_cast<std::uint32_t>(derived_));
    }
    return derived_ids_.find(key);
}

std::uint32_t Names::find(const TaskState& task) {
    const std::uint32_t known = known_ids_.find(key_of(task.FutureState::path()));
    if (known != detail::IdTable::none && known_[known].task != nobody) [[likely]]
        return known_[known].task;
    return add(task);
}

std::uint32_t Names::add(const TaskState& task) {
    const auto index = static_cast<std::uint32_t>(tasks_.size());
    const StringId path = path_below(task.parent(), '.', task.ordinal(), task.path());
    const std::uint32_t creator = known_ids_.find(key_of(task.parent()));
    const std::uint32_t parent = creator == detail::IdTable::none ? nobody : known_[creator].task;
    tasks_.push_back({path, strings_.intern(task.name()), parent, task.is_thread()});
    add_known({task.path(), index, nobody, 0, path});
    return index;
}

std::uint32_t Names::add_known(const Known& known) {
    const auto index = static_cast<std::uint32_t>(known_.size());
    const std::uint32_t former = known_ids_.find(key_of(known.id));
    known_.push_back(known);
    if (former != detail::IdTable::none) {  // a callback that runs again counts from 0 again
        known_.back().object = known_[former].object;
    }
    known_ids_.insert(key_of(known.id), index);
    return index;
}

void Names::on_create(const Creation& creation) {
    const std::uint32_t creator = known_ids_.find(key_of(creation.creator));
    Known made{creation.path, nobody, creator, creation.ordinal, no_string};
    if (creator != detail::IdTable::none) {
        path_of(creator);  // in time, so that a chain of callbacks is not spelled by recursion
    } else if (creation.creator != root_path) {
        made.path = strings_.intern(hashed(creation.path));
    }
    add_known(made);
}

void Names::on_event(const TraceEvent& event) {
    if (event.other != nullptr) task(*event.other);
}

StringId Names::path_of(std::uint32_t index) {
    Known& known = known_[index];
    if (known.path == no_string) {
        const PathId creator = known.creator == nobody ? root_path : known_[known.creator].id;
        known.path = path_below(creator, '/', known.ordinal, known.id);
    }
    return known.path;
}

StringId Names::path_below(PathId creator, char separator, std::uint32_t ordinal, PathId id) {
    const std::uint32_t owner = known_ids_.find(key_of(creator));
    std::string path = owner == detail::IdTable::none ? "" : strings_[path_of(owner)];
    const bool top = path.empty() && separator == '.';
    if (!top) path += separator;
    path += std::to_string(ordinal);
    const bool orphan = owner == detail::IdTable::none && creator != root_path;
    return strings_.intern(orphan || path.size() > path_longest ? hashed(id) : path);
}

std::uint32_t Names::find_object(const TraceEvent& event) {
    const std::uint32_t known = known_ids_.find(key_of(event.object->path()));
    if (known != detail::IdTable::none && known_[known].object != nobody) [[likely]]
        return known_[known].object;
    return add_object(event);
}

std::uint32_t Names::add_object(const TraceEvent& event) {
    const Object& object = *event.object;
    std::uint32_t known = known_ids_.find(key_of(object.path()));
    if (known == detail::IdTable::none) {
        const StringId path = strings_.intern(hashed(object.path()));
        known = add_known({object.path(), nobody, nobody, 0, path});
    }
    const StringId path = path_of(known);
    const auto index = static_cast<std::uint32_t>(objects_.size());
    const ObjectKind& kind = object.kind();
    RecordedObject& added = objects_.emplace_back(RecordedObject{
        path, strings_.intern(kind.name()), strings_.intern(object.name()), kind.role(), {}});
    const Stock stock = kind.stock_of(object);
    for (std::size_t i = 0; i < quantities; ++i) {
        const auto quantity = static_cast<Quantity>(i);
        if (!stock[quantity]) continue;
        const std::int64_t change = first_change(event.kind, event.value, kind.role(), quantity);
        added.initial.emplace_back(quantity, *stock[quantity] - change);
    }
    known_[known].object = index;
    return index;
}

StringId Names::option(const ChoicePoint& point, std::uint32_t rank) {
    if (point.kind == ChoiceKind::ready) return handle(point.loop->option(rank)).name;
    if (point.kind == ChoiceKind::tick) return strings_.intern(rank == 0 ? "no tick" : "tick");
    const PathId path = point.loop->creator();
    const std::uint64_t key = mix(mix(key_of(path), hash_of(point.label)), rank);
    const std::uint32_t known = option_ids_.find(key);
    if (known != detail::IdTable::none) return StringId{known};
    const std::string of = asker_label(path);
    const std::string answer = std::string(point.label) + "=" + std::to_string(rank);
    const StringId name = strings_.intern(of.empty() ? answer : answer + " of " + of);
    const std::uint32_t task = asker(path);
    if (of.empty() || task != nobody) named(name, strings_.intern(point.label), task, true);
    option_ids_.insert(key, static_cast<std::uint32_t>(name));
    return name;
}

/// The task that asks; nobody for the loop, and for callbacks.
std::uint32_t Names::asker(PathId path) const {
    const std::uint32_t owner = known_ids_.find(key_of(path));
    return owner == detail::IdTable::none ? nobody : known_[owner].task;
}

std::string Names::asker_label(PathId path) {
    if (path == root_path) return {};
    const std::uint32_t task = asker(path);
    if (task != nobody) return task_label(task);
    const std::uint32_t owner = known_ids_.find(key_of(path));
    return owner == detail::IdTable::none ? hashed(path) : strings_[path_of(owner)];
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
    const auto before = [](const RecordedName& a, const RecordedName& b) {
        return a.name < b.name;
    };
    std::sort(made_up_.begin(), made_up_.end(), before);
    trace.names = std::move(made_up_);
}

}  // namespace foliot
