// The objects of random programs, and what is done with them.

#include <utility>

#include "programs/statement_form.h"
#include "properties/generators/program_writer.h"

namespace foliot {

namespace {

using Ops = std::vector<Op>;

// Statements by what they work on; those that meet other tasks most, more often.
const Ops on_lock{Op::acquire, Op::release, Op::locked, Op::with, Op::with, Op::with};
const Ops on_event{Op::set, Op::clear, Op::wait, Op::wait};
const Ops on_barrier{Op::wait, Op::wait, Op::wait, Op::wait, Op::abort, Op::reset};
const Ops on_conditions{Op::acquire, Op::release, Op::locked,     Op::with,
                        Op::wait,    Op::wait,    Op::wait_until, Op::wait_until,
                        Op::notify,  Op::notify,  Op::notify_all};
const Ops on_queues{Op::put,        Op::put,       Op::get,        Op::get,     Op::put_nowait,
                    Op::get_nowait, Op::task_done, Op::join_queue, Op::shutdown};

const Ops& ops_on(ObjectType type) {
    switch (type) {
        case ObjectType::event:
            return on_event;
        case ObjectType::condition:
            return on_conditions;
        case ObjectType::barrier:
            return on_barrier;
        case ObjectType::queue:
        case ObjectType::lifo_queue:
            return on_queues;
        case ObjectType::lock:
        case ObjectType::semaphore:
        case ObjectType::bounded_semaphore:
            break;
    }
    return on_lock;
}

bool waits_for_lock(Op op) {
    return op == Op::wait || op == Op::wait_until || op == Op::notify || op == Op::notify_all;
}

bool is_queue(ObjectType type) {
    return fits(Argument::queue, type);
}

}  // namespace

ProgramWriter::Json ProgramWriter::object(const ObjectForm& form) {
    const std::int64_t number = dice_.of(std::vector<int>{1, 1, 2, 3});
    Json result = {{"type", form.name}};
    const std::string key(form.key);
    switch (form.parameter) {
        case Parameter::none:
            break;
        case Parameter::number:
            result[key] = number - (form.least == 0 ? dice_.between(0, 1) : 0);
            break;
        case Parameter::lock: {
            Json locks = Json::array({nullptr});
            for (const std::string& name : object_names_) {
                if (type_of(name) == ObjectType::lock) locks.push_back(name);
            }
            result[key] = dice_.of(locks);
            break;
        }
    }
    return result;
}

ProgramWriter::Json ProgramWriter::on_object(const std::string& name, std::size_t task, int depth) {
    const ObjectType type = type_of(name);
    const Op op = dice_.of(ops_on(type));
    if (is_queue(type)) {
        const bool at_once = op == Op::put_nowait || op == Op::get_nowait || op == Op::task_done;
        if (!at_once || !careful(depth)) return on_queue(name, op);
        const Json caught = {"Value", "BrokenBarrier", "QueueEmpty", "QueueFull", "QueueShutDown"};
        const Json within = Json::array({on_queue(name, op)});
        return statement_of(Op::try_, {within, caught, Json::array({sleep()})});
    }
    if (type == ObjectType::condition && waits_for_lock(op)) {
        if (!careful(depth)) return on_condition(name, op);
        Json held = Json::array({on_condition(name, op)});
        for (Json& each : body(task, depth + 1))
            held.push_back(std::move(each));
        return statement_of(Op::with, {name, held});
    }
    const bool pairs = op == Op::acquire || op == Op::release;
    if (op == Op::with || (pairs && careful(0))) {
        if (depth >= deepest) return statement_of(Op::locked, {name});
        return statement_of(Op::with, {name, body(task, depth + 1)});
    }
    return statement_of(op, {name});
}

ProgramWriter::Json ProgramWriter::on_condition(const std::string& name, Op op) {
    if (op == Op::notify) return statement_of(op, {name, dice_.between(0, 2)});
    if (op != Op::wait_until) return statement_of(op, {name});
    if (variables_.empty()) return statement_of(Op::wait, {name});
    return statement_of(op, {name, dice_.of(variables_), dice_.between(0, 3)});
}

ProgramWriter::Json ProgramWriter::on_queue(const std::string& name, Op op) {
    if (op == Op::put || op == Op::put_nowait) {
        return statement_of(op, {name, dice_.between(0, 99)});
    }
    if (op == Op::shutdown) return statement_of(op, {name, dice_.chance(50)});
    return statement_of(op, {name});
}

ObjectType ProgramWriter::type_of(const std::string& object) const {
    const Json& type = objects_.at(object).at("type");
    return find_object_form(type.get_ref<const std::string&>())->type;
}

}  // namespace foliot
