#include "traces/file/trace_items.h"

#include <optional>

#include "sim/rng.h"

namespace foliot {

namespace {

std::uint64_t key_of(StringId path) {
    return mix(0, static_cast<std::uint64_t>(path));
}

bool add_path(detail::IdTable& ids, StringId path, std::size_t index) {
    if (ids.find(key_of(path)) != detail::IdTable::none) return false;
    ids.insert(key_of(path), static_cast<std::uint32_t>(index));
    return true;
}

/// The value of the enumeration that a member names; what `find` knows is allowed.
template <class Find>
auto named(JsonFields& fields, const char* key, const Find& find) {
    const auto value = find(fields.text(key));
    if (!value) fields.refuse(key, "is none that this foliot knows");
    return *value;
}

std::vector<std::pair<Quantity, std::int64_t>> stock(const JsonFields& fields,
                                                     const JsonFields::Json& json) {
    std::vector<std::pair<Quantity, std::int64_t>> stock;
    if (!json.is_object()) fields.refuse("initial", "must be an object");
    for (const auto& [name, value] : json.items()) {
        const auto quantity = quantity_named(name);
        if (!quantity || !value.is_number_integer()) {
            fields.refuse("initial", "must have quantities and whole numbers");
        }
        stock.emplace_back(*quantity, value.get<std::int64_t>());
    }
    return stock;
}

}  // namespace

TraceItems::Reader TraceItems::reader_of(std::string_view member) {
    static constexpr std::array lists{
        List{"tasks", &TraceItems::task},     List{"objects", &TraceItems::object},
        List{"kinds", &TraceItems::kind},     List{"names", &TraceItems::name},
        List{"choices", &TraceItems::choice}, List{"events", &TraceItems::event},
    };
    for (const List& list : lists) {
        if (list.member == member) return list.reader;
    }
    return nullptr;
}

void TraceItems::read(const std::string& member, std::size_t index, const JsonFields::Json& item) {
    const std::string pointer = "/" + member;
    const JsonPlace place(pointer, index);
    JsonFields fields(item, place, file_);
    (this->*reader_of(member))(fields);
    fields.finish();
}

void TraceItems::task(JsonFields& fields) {
    RecordedTask task{};
    task.path = intern(fields.text("path"));
    task.name = intern(fields.text("name"));
    const JsonFields::Json& parent = fields.at("parent");
    if (!parent.is_null() && !parent.is_string()) {
        fields.refuse("parent", "must be a task's path or null");
    }
    task.parent = parent.is_null() ? nobody : path(parent.get<std::string>());
    task.thread = fields.flag_or_false("thread");
    const bool added = add_path(task_ids_, task.path, trace_.tasks.size());
    if (!added) fields.refuse("path", "is that of another task");
    trace_.tasks.push_back(task);
}

void TraceItems::object(JsonFields& fields) {
    RecordedObject object{};
    object.path = intern(fields.text("path"));
    object.kind = intern(fields.text("kind"));
    object.name = intern(fields.text("name"));
    const std::string_view kind = trace_.text(object.kind);
    object.role = fields.find("role") != nullptr ? named(fields, "role", role_named)
                                                 : known_role(kind).value_or(Role::none);
    if (const JsonFields::Json* const initial = fields.find("initial"); initial != nullptr) {
        object.initial = stock(fields, *initial);
    }
    const bool added = add_path(object_ids_, object.path, trace_.objects.size());
    if (!added) fields.refuse("path", "is that of another object");
    trace_.objects.push_back(std::move(object));
}

void TraceItems::choice(JsonFields& fields) {
    RecordedChoice choice{};
    const auto kind = choice_kind_named(fields.text("kind"));
    if (!kind) fields.refuse("kind", "must be ready, tick, value, fault or cancel");
    choice.kind = *kind;
    choice.of = static_cast<std::uint32_t>(fields.count("of", UINT32_MAX));
    if (choice.of < 2) fields.refuse("of", "must be 2 or more");
    choice.taken = static_cast<std::uint32_t>(fields.count("taken", UINT32_MAX));
    if (choice.taken >= choice.of) {
        fields.refuse("taken", "must be below \"of\", which is " + std::to_string(choice.of));
    }
    choice.what = intern(fields.text("what"));
    choice.fifo = intern(fields.text_or_none("fifo"));
    choice.step = fields.count_or("step", no_step);
    trace_.choices.push_back(choice);
}

void TraceItems::kind(JsonFields& fields) {
    if (!trace_.events.empty()) fields.refuse("", "stands behind the events");
    const std::string& name = fields.text("event");
    const auto meaning = named(fields, "means", meaning_named);
    auto quantity = Quantity::none;
    if (fields.find("of") != nullptr) quantity = named(fields, "of", quantity_named);
    const std::int64_t change = fields.integer_or("by", 0);
    if (change < -1 || change > 1) fields.refuse("by", "must be -1, 0 or 1");
    const auto id = trace_.kinds.describe(name, meaning, quantity, static_cast<int>(change));
    if (!id) fields.refuse("event", "is one kind too many");
    kinds_.push_back(*id);
}

void TraceItems::name(JsonFields& fields) {
    const StringId name = intern(fields.text("name"));
    const bool answer = fields.find("asks") != nullptr;
    const StringId subject = intern(fields.text(answer ? "asks" : "does"));
    trace_.names.push_back({name, subject, path(fields.text_or_none("task")), answer});
}

KindId TraceItems::kind_of_event(JsonFields& fields) {
    const std::string& what = fields.text("what");
    if (fields.find("as") == nullptr) {
        const auto id = trace_.kinds.named(what);
        if (!id) fields.refuse("what", "is one kind of event too many");
        return *id;
    }
    const auto index = static_cast<std::size_t>(fields.count("as", UINT32_MAX));
    if (index >= kinds_.size() || trace_.kinds[kinds_[index]].name() != what) {
        fields.refuse("as", "names no kind of that name");
    }
    return kinds_[index];
}

void TraceItems::event(JsonFields& fields) {
    RecordedEvent event{};
    static_cast<void>(fields.at("step"));
    event.step = fields.count_or("step", no_step);
    event.time_ns = fields.integer("time_ns");
    event.task = path(fields.text_or_none("task"));
    event.kind = kind_of_event(fields);
    event.object = path(fields.text_or_none("object"));
    event.other = path(fields.text_or_none("other"));
    event.value = fields.integer_or("value", 0);
    event.until_ns = fields.integer_or("until", never_ns);
    if (fields.find("wants") != nullptr) event.wanted = named(fields, "wants", quantity_named);
    event.cancelled = fields.flag_or_false("cancelled");
    event.text = intern(fields.text_or_none("text"));
    event.cause = fields.count_or("cause", no_step);
    event.where = intern(fields.text_or_none("where"));
    trace_.events.push_back(event);
}

// Until all are read, the fields that name a task or an object hold the StringId of its path.
std::uint32_t TraceItems::path(const std::string& text) {
    return text.empty() ? nobody : static_cast<std::uint32_t>(intern(text));
}

void TraceItems::resolve(std::uint32_t& path, const detail::IdTable& ids, const JsonPlace& place,
                         const char* key) const {
    if (path == nobody) return;
    const std::uint32_t found = ids.find(key_of(StringId{path}));
    if (found == detail::IdTable::none) {
        const JsonFields::Json name = trace_.strings[StringId{path}];
        refuse_trace(file_, place.text(key), "names " + name.dump() + ", which is not listed");
    }
    path = found;
}

void TraceItems::resolve_paths() {
    for (std::size_t i = 0; i < trace_.tasks.size(); ++i)
        resolve(trace_.tasks[i].parent, task_ids_, JsonPlace("/tasks", i), "parent");
    for (std::size_t i = 0; i < trace_.events.size(); ++i) {
        RecordedEvent& event = trace_.events[i];
        const JsonPlace place("/events", i);
        resolve(event.task, task_ids_, place, "task");
        resolve(event.object, object_ids_, place, "object");
        resolve(event.other, task_ids_, place, "other");
    }
    for (std::size_t i = 0; i < trace_.names.size(); ++i)
        resolve(trace_.names[i].task, task_ids_, JsonPlace("/names", i), "task");
    std::sort(trace_.names.begin(), trace_.names.end(),
              [](const RecordedName& a, const RecordedName& b) { return a.name < b.name; });
}

}  // namespace foliot
