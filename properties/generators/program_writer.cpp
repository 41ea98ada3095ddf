#include "properties/generators/program_writer.h"

#include <algorithm>
#include <utility>

namespace foliot {

namespace {

using Words = std::vector<std::string_view>;

const std::vector<int> times{0, 0, 0, 1, 1, 2, 3, 5};
const Words errors{"Cancelled", "Timeout",       "Runtime", "Value",  "BrokenBarrier", "QueueEmpty",
                   "QueueFull", "QueueShutDown", "Custom",  "Assert", "Group"};
const Words object_types{"lock",      "event",   "semaphore", "bounded_semaphore",
                         "condition", "barrier", "queue"};
const Words comparisons{"==", "!=", "<", "<=", ">", ">="};

// Verbs by what they work on; those that meet other tasks most, more often.
const Words on_lock{"acquire", "release", "locked", "with", "with", "with"};
const Words on_event{"set", "clear", "wait", "wait"};
const Words on_barrier{"wait", "wait", "wait", "wait", "abort", "reset"};
const Words on_conditions{"acquire",    "release",    "locked", "with",   "wait",      "wait",
                          "wait_until", "wait_until", "notify", "notify", "notify_all"};
const Words on_queues{"put",        "put",       "get",        "get",     "put_nowait",
                      "get_nowait", "task_done", "join_queue", "shutdown"};

const Words& verbs_of(std::string_view type) {
    if (type == "event") return on_event;
    if (type == "condition") return on_conditions;
    if (type == "barrier") return on_barrier;
    return type == "queue" ? on_queues : on_lock;
}

bool waits_for_lock(std::string_view verb) {
    return verb == "wait" || verb == "wait_until" || verb == "notify" || verb == "notify_all";
}

}  // namespace

ProgramWriter::ProgramWriter(const rc::Random& random, int size)
    : dice_(random), crowded_(dice_.chance(30)) {
    const auto bound = static_cast<std::size_t>(std::max(size, 0));
    tasks_ = (crowded_ ? 3 : 2) + dice_.below(2 + bound / 16);
    longest_ = 3 + bound / 20;
    for (std::string_view name : {"x", "y"}) {
        if (dice_.chance(50)) variables_.emplace_back(name);
    }
    Words types;
    for (std::size_t i = 1 + dice_.below(3); i > 0; --i)
        types.push_back(dice_.of(object_types));
    for (std::size_t i = 0, count = crowded_ ? 1 : dice_.below(4); i < count; ++i) {
        const std::string name = "o" + std::to_string(i);
        objects_[name] = object(dice_.of(types));
        object_names_.push_back(name);
    }
    for (std::size_t task = 1; task < tasks_; ++task)
        unspawned_.push_back(task);
    dice_.mix(unspawned_);
    start_.push_back(task_name(0));
    for (std::size_t i = crowded_ ? tasks_ - 1 : dice_.below(tasks_); i > 0; --i) {
        start_.push_back(task_name(unspawned_.back()));
        unspawned_.pop_back();
    }
    choose_statements();
    care_ = dice_.of(std::vector<std::size_t>{0, 50, 90});
}

void ProgramWriter::choose_statements() {
    if (crowded_) {
        kinds_ = {"object", "object", "object", "object", "object", "task", "task", "other"};
        others_ = {{"sleep", 9}, {"timeout", 1}};
        on_tasks_ = {{"cancel", 9}, {"join", 1}};
        return;
    }
    kinds_ = {"object", "object", "object", "other", "task", "spawning"};
    const Words kinds{"object",   "object", "object",   "object",
                      "variable", "task",   "spawning", "other"};
    for (int i = 0; i < 4; ++i)
        kinds_.push_back(dice_.of(kinds));
    others_ = weighted({"sleep", "timeout", "try", "finally"});
    others_.push_back({"raise", 2});
    on_tasks_ = weighted({"join", "shield", "cancel", "cancel"});
}

ProgramWriter::Json ProgramWriter::write() {
    Json tasks = Json::array();
    for (std::size_t task = 0; task < tasks_; ++task)
        tasks.push_back({{"name", task_name(task)}, {"body", body(task, 0)}});
    return {{"objects", objects_}, {"vars", variables_}, {"tasks", tasks}, {"start", start_}};
}

ProgramWriter::Json ProgramWriter::object(std::string_view type) {
    const std::int64_t number = dice_.of(std::vector<int>{1, 1, 2, 3});
    Json result = {{"type", type}};
    if (type == "semaphore" || type == "bounded_semaphore") {
        result["value"] = number - dice_.between(0, 1);
    } else if (type == "barrier") {
        result["parties"] = number;
    } else if (type == "queue") {
        result["maxsize"] = number - dice_.between(0, 1);
    } else if (type == "condition") {
        Json locks = Json::array({nullptr});
        for (const auto& [name, spec] : objects_.items()) {
            if (spec["type"] == "lock") locks.push_back(name);
        }
        result["lock"] = dice_.of(locks);
    }
    return result;
}

ProgramWriter::Json ProgramWriter::body(std::size_t task, int depth) {
    const std::size_t length = depth == 0 ? 1 + dice_.below(longest_) : dice_.below(4);
    Json statements = Json::array();
    for (std::size_t i = 0; i < length; ++i)
        statements.push_back(statement(task, depth));
    return statements;
}

ProgramWriter::Json ProgramWriter::statement(std::size_t task, int depth) {
    const std::string_view kind = dice_.of(kinds_);
    if (kind == "object" && !object_names_.empty()) {
        return on_object(dice_.of(object_names_), task, depth);
    }
    if (kind == "variable" && !variables_.empty()) return on_variable(dice_.of(variables_));
    if (kind == "task") return on_task(task);
    if (kind == "spawning" && !spawnable(task).empty()) return spawning(task, depth);
    return other(task, depth);
}

ProgramWriter::Json ProgramWriter::on_object(const std::string& name, std::size_t task, int depth) {
    const std::string_view type = type_of(name);
    const std::string_view verb = dice_.of(verbs_of(type));
    if (type == "queue") {
        const bool at_once = verb == "put_nowait" || verb == "get_nowait" || verb == "task_done";
        if (!at_once || !careful(depth)) return on_queue(name, verb);
        const Json caught = {"Value", "BrokenBarrier", "QueueEmpty", "QueueFull", "QueueShutDown"};
        return {"try", Json::array({on_queue(name, verb)}), caught, Json::array({sleep()})};
    }
    if (type == "condition" && waits_for_lock(verb)) {
        if (!careful(depth)) return on_condition(name, verb);
        Json held = Json::array({on_condition(name, verb)});
        for (Json& each : body(task, depth + 1))
            held.push_back(std::move(each));
        return {"with", name, held};
    }
    const bool pairs = verb == "acquire" || verb == "release";
    if (verb == "with" || (pairs && careful(0))) {
        if (depth >= deepest) return {"locked", name};
        return {"with", name, body(task, depth + 1)};
    }
    return {verb, name};
}

ProgramWriter::Json ProgramWriter::on_condition(const std::string& name, std::string_view verb) {
    if (verb == "notify") return {"notify", name, dice_.between(0, 2)};
    if (verb != "wait_until") return {verb, name};
    if (variables_.empty()) return {"wait", name};
    return {"wait_until", name, dice_.of(variables_), dice_.between(0, 3)};
}

ProgramWriter::Json ProgramWriter::on_queue(const std::string& name, std::string_view verb) {
    if (verb == "put" || verb == "put_nowait") return {verb, name, dice_.between(0, 99)};
    if (verb == "shutdown") return {"shutdown", name, dice_.chance(50)};
    return {verb, name};
}

ProgramWriter::Json ProgramWriter::on_variable(const std::string& name) {
    const std::string_view reg = dice_.of(Words{"r", "s"});
    const std::int64_t number = dice_.between(0, 3);
    switch (dice_.below(4)) {
        case 0:
            return {"load", reg, name};
        case 1:
            return {"store", name, reg, number};
        case 2:
            return {"assert", name, dice_.of(comparisons), number};
        default:
            return {"add", name, number};
    }
}

ProgramWriter::Json ProgramWriter::on_task(std::size_t task) {
    const std::string_view verb = of(on_tasks_);
    if (verb == "cancel") return {"cancel", task_name(dice_.below(tasks_))};
    if (task + 1 == tasks_) return sleep();
    return {verb, task_name(task + 1 + dice_.below(tasks_ - task - 1))};
}

ProgramWriter::Json ProgramWriter::spawning(std::size_t task, int depth) {
    const std::string_view verb = dice_.of(Words{"spawn", "group", "gather", "wait_tasks"});
    std::vector<std::size_t> later = spawnable(task);
    dice_.mix(later);
    later.resize(verb == "spawn" ? 1 : 1 + dice_.below(std::min<std::size_t>(3, later.size())));
    Json names = Json::array();
    for (const std::size_t each : later) {
        std::erase(unspawned_, each);
        names.push_back(task_name(each));
    }
    if (verb == "spawn") return {"spawn", names[0]};
    if (verb == "group") {
        return {"group", names, depth < deepest ? body(task, depth + 1) : Json::array()};
    }
    if (verb == "gather") return {"gather", names, dice_.chance(50)};
    const Json longest = dice_.chance(10) ? Json() : Json(dice_.of(times));
    return {"wait_tasks", names, dice_.of(Words{"first", "error", "all"}), longest};
}

ProgramWriter::Json ProgramWriter::other(std::size_t task, int depth) {
    const std::string_view verb = depth < deepest ? of(others_) : "sleep";
    if (verb == "timeout") return {"timeout", dice_.of(times), body(task, depth + 1)};
    if (verb == "finally") {
        Json within = body(task, depth + 1);
        return {"finally", std::move(within), body(task, depth + 1)};
    }
    if (verb == "try") {
        Words names = errors;
        dice_.mix(names);
        names.resize(1 + dice_.below(6));
        const bool all = std::find(names.begin(), names.end(), "Cancelled") != names.end();
        if (!all && dice_.chance(30)) names.emplace_back("Cancelled");
        Json within = body(task, depth + 1);
        return {"try", std::move(within), names, body(task, depth + 1)};
    }
    if (verb == "raise") return Json::array({"raise"});
    return sleep();
}

ProgramWriter::Json ProgramWriter::sleep() {
    return {"sleep", dice_.of(times)};
}

std::string_view ProgramWriter::type_of(const std::string& object) const {
    return objects_.at(object).at("type").get_ref<const std::string&>();
}

std::vector<std::size_t> ProgramWriter::spawnable(std::size_t task) const {
    std::vector<std::size_t> later;
    for (const std::size_t each : unspawned_) {
        if (each > task) later.push_back(each);
    }
    return later;
}

std::vector<ProgramWriter::Weighted> ProgramWriter::weighted(const Words& words) {
    const std::vector<std::size_t> weights{1, 10, 10, 30};
    std::vector<Weighted> result;
    for (const std::string_view word : words)
        result.push_back({word, dice_.of(weights)});
    return result;
}

std::string_view ProgramWriter::of(const std::vector<Weighted>& words) {
    std::size_t sum = 0;
    for (const Weighted& each : words)
        sum += each.weight;
    std::size_t at = dice_.below(sum);
    for (const Weighted& each : words) {
        if (at < each.weight) return each.word;
        at -= each.weight;
    }
    return words.back().word;
}

}  // namespace foliot
