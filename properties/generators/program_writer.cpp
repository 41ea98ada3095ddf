#include "properties/generators/program_writer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "programs/statement_form.h"

namespace foliot {

namespace {

using Words = std::vector<std::string_view>;
using Ops = std::vector<Op>;
using Types = std::vector<ObjectType>;

const std::vector<int> times{0, 0, 0, 1, 1, 2, 3, 5};
const Words errors{"Cancelled", "Timeout",       "Runtime", "Value",  "BrokenBarrier", "QueueEmpty",
                   "QueueFull", "QueueShutDown", "Custom",  "Assert", "Group"};
const Types object_types{ObjectType::lock,      ObjectType::event,
                         ObjectType::semaphore, ObjectType::bounded_semaphore,
                         ObjectType::condition, ObjectType::barrier,
                         ObjectType::queue};

template <auto last>
Words words(const detail::EnumNames<last>& names) {
    Words result;
    for (std::size_t i = 0; i < names.size; ++i)
        result.push_back(names[static_cast<decltype(last)>(i)]);
    return result;
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
    Types types;
    for (std::size_t i = 1 + dice_.below(3); i > 0; --i)
        types.push_back(dice_.of(object_types));
    for (std::size_t i = 0, count = crowded_ ? 1 : dice_.below(4); i < count; ++i) {
        const std::string name = "o" + std::to_string(i);
        objects_[name] = object(form_of(dice_.of(types)));
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
        kinds_ = {Kind::object, Kind::object, Kind::object, Kind::object,
                  Kind::object, Kind::task,   Kind::task,   Kind::other};
        others_ = {{Op::sleep, 9}, {Op::timeout, 1}};
        on_tasks_ = {{Op::cancel, 9}, {Op::join, 1}};
        return;
    }
    kinds_ = {Kind::object, Kind::object, Kind::object, Kind::other, Kind::task, Kind::spawning};
    const std::vector<Kind> kinds{Kind::object,   Kind::object, Kind::object,   Kind::object,
                                  Kind::variable, Kind::task,   Kind::spawning, Kind::other};
    for (int i = 0; i < 4; ++i)
        kinds_.push_back(dice_.of(kinds));
    others_ = weighted({Op::sleep, Op::timeout, Op::try_, Op::finally});
    others_.push_back({Op::raise, 2});
    on_tasks_ = weighted({Op::join, Op::shield, Op::cancel, Op::cancel});
}

ProgramWriter::Json ProgramWriter::write() {
    Json tasks = Json::array();
    for (std::size_t task = 0; task < tasks_; ++task)
        tasks.push_back({{"name", task_name(task)}, {"body", body(task, 0)}});
    return {{"objects", objects_}, {"vars", variables_}, {"tasks", tasks}, {"start", start_}};
}

ProgramWriter::Json ProgramWriter::body(std::size_t task, int depth) {
    const std::size_t length = depth == 0 ? 1 + dice_.below(longest_) : dice_.below(4);
    Json statements = Json::array();
    for (std::size_t i = 0; i < length; ++i)
        statements.push_back(statement(task, depth));
    return statements;
}

ProgramWriter::Json ProgramWriter::statement(std::size_t task, int depth) {
    switch (dice_.of(kinds_)) {
        case Kind::object:
            if (object_names_.empty()) break;
            return on_object(dice_.of(object_names_), task, depth);
        case Kind::variable:
            if (variables_.empty()) break;
            return on_variable(dice_.of(variables_));
        case Kind::task:
            return on_task(task);
        case Kind::spawning:
            if (spawnable(task).empty()) break;
            return spawning(task, depth);
        case Kind::other:
            break;
    }
    return other(task, depth);
}

ProgramWriter::Json ProgramWriter::on_variable(const std::string& name) {
    const std::string_view reg = dice_.of(Words{"r", "s"});
    const std::int64_t number = dice_.between(0, 3);
    const Op op = dice_.of(Ops{Op::load, Op::store, Op::assert_, Op::add});
    if (op == Op::load) return statement_of(op, {reg, name});
    if (op == Op::store) return statement_of(op, {name, reg, number});
    if (op == Op::add) return statement_of(op, {name, number});
    return statement_of(op, {name, dice_.of(words(comparison_names)), number});
}

ProgramWriter::Json ProgramWriter::on_task(std::size_t task) {
    const Op op = of(on_tasks_);
    if (op == Op::cancel) return statement_of(op, {task_name(dice_.below(tasks_))});
    if (task + 1 == tasks_) return sleep();
    return statement_of(op, {task_name(task + 1 + dice_.below(tasks_ - task - 1))});
}

ProgramWriter::Json ProgramWriter::spawning(std::size_t task, int depth) {
    const Op op = dice_.of(Ops{Op::spawn, Op::group, Op::gather, Op::wait_tasks});
    std::vector<std::size_t> later = spawnable(task);
    dice_.mix(later);
    later.resize(op == Op::spawn ? 1 : 1 + dice_.below(std::min<std::size_t>(3, later.size())));
    Json names = Json::array();
    for (const std::size_t each : later) {
        std::erase(unspawned_, each);
        names.push_back(task_name(each));
    }
    if (op == Op::spawn) return statement_of(op, {names[0]});
    if (op == Op::group) {
        return statement_of(op, {names, depth < deepest ? body(task, depth + 1) : Json::array()});
    }
    if (op == Op::gather) return statement_of(op, {names, dice_.chance(50)});
    const Json longest = dice_.chance(10) ? Json() : Json(dice_.of(times));
    return statement_of(op, {names, dice_.of(words(until_names)), longest});
}

ProgramWriter::Json ProgramWriter::other(std::size_t task, int depth) {
    const Op op = depth < deepest ? of(others_) : Op::sleep;
    if (op == Op::timeout) return statement_of(op, {dice_.of(times), body(task, depth + 1)});
    if (op == Op::finally) {
        Json within = body(task, depth + 1);
        return statement_of(op, {std::move(within), body(task, depth + 1)});
    }
    if (op == Op::try_) {
        Words names = errors;
        dice_.mix(names);
        names.resize(1 + dice_.below(6));
        const bool all = std::find(names.begin(), names.end(), "Cancelled") != names.end();
        if (!all && dice_.chance(30)) names.emplace_back("Cancelled");
        Json within = body(task, depth + 1);
        return statement_of(op, {std::move(within), names, body(task, depth + 1)});
    }
    if (op == Op::raise) return statement_of(op, {});
    return sleep();
}

ProgramWriter::Json ProgramWriter::statement_of(Op op, std::initializer_list<Json> arguments) {
    Json statement = Json::array({name_of(op)});
    for (const Json& argument : arguments)
        statement.push_back(argument);
    return statement;
}

ProgramWriter::Json ProgramWriter::sleep() {
    return statement_of(Op::sleep, {dice_.of(times)});
}

std::vector<std::size_t> ProgramWriter::spawnable(std::size_t task) const {
    std::vector<std::size_t> later;
    for (const std::size_t each : unspawned_) {
        if (each > task) later.push_back(each);
    }
    return later;
}

std::vector<ProgramWriter::Weighted> ProgramWriter::weighted(const Ops& ops) {
    const std::vector<std::size_t> weights{1, 10, 10, 30};
    std::vector<Weighted> result;
    for (const Op op : ops)
        result.push_back({op, dice_.of(weights)});
    return result;
}

Op ProgramWriter::of(const std::vector<Weighted>& ops) {
    std::size_t sum = 0;
    for (const Weighted& each : ops)
        sum += each.weight;
    std::size_t at = dice_.below(sum);
    for (const Weighted& each : ops) {
        if (at < each.weight) return each.op;
        at -= each.weight;
    }
    return ops.back().op;
}

}  // namespace foliot
