#include "programs/simpler_programs.h"

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "programs/statement_form.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
/// What stands in a statement's place: no, one or several statements.
using Edit = std::function<Json(const Json& statement)>;

const Arguments& arguments_of(const Json& statement) {
    return find_form(statement.at(0).get_ref<const std::string&>())->arguments;
}

Json only(Json statement) {
    return Json::array({std::move(statement)});
}

/// What a statement contains: its body.
Json body_of(const Json& statement) {
    const Arguments& arguments = arguments_of(statement);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == Argument::body) return statement.at(i + 1);
    }
    return Json::array();
}

/// The statements with every one of them, the inner ones first, put through `edit`.
Json edited(const Json& statements, const Edit& edit) {
    Json result = Json::array();
    for (Json statement : statements) {
        const Arguments& arguments = arguments_of(statement);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (refers_to(arguments[i]) != Refers::statements) continue;
            statement[i + 1] = edited(statement[i + 1], edit);
        }
        for (Json& each : edit(statement))
            result.push_back(std::move(each));
    }
    return result;
}

Json edited_program(Json program, const Edit& edit) {
    for (Json& task : program["tasks"])
        task["body"] = edited(task["body"], edit);
    return program;
}

void drop_name(Json& names, const std::string& name) {
    Json left = Json::array();
    for (Json& each : names) {
        if (each != name) left.push_back(std::move(each));
    }
    names = std::move(left);
}

/// Takes the name of an object, variable or task out of the statements: one that works on it goes,
/// or leaves what it contains.
Json without_name(const Json& program, const std::string& name, Refers what) {
    return edited_program(program, [&](Json statement) {
        const Arguments& arguments = arguments_of(statement);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (refers_to(arguments[i]) != what) continue;
            Json& argument = statement[i + 1];
            if (argument.is_array()) {
                drop_name(argument, name);
                if (argument.empty()) return body_of(statement);
            } else if (argument == name) {
                return body_of(statement);
            }
        }
        return only(statement);
    });
}

void drop_tasks(const Json& program, std::vector<Json>& simpler) {
    const Json& tasks = program.at("tasks");
    for (std::size_t i = 0; tasks.size() > 1 && i < tasks.size(); ++i) {
        const std::string name = tasks[i].at("name");
        Json less = without_name(program, name, Refers::task);
        less["tasks"].erase(i);
        drop_name(less["start"], name);
        if (!less["start"].empty()) simpler.push_back(std::move(less));
    }
}

/// Takes the name of a lock out of what an object is given.
void forget_lock(Json& object, const std::string& name) {
    const ObjectForm& form = *find_object_form(object.at("type").get_ref<const std::string&>());
    if (form.parameter != Parameter::lock) return;
    Json& lock = object[std::string(form.key)];
    if (lock == name) lock = nullptr;
}

void drop_objects(const Json& program, std::vector<Json>& simpler) {
    for (const auto& [name, spec] : program.at("objects").items()) {
        Json less = without_name(program, name, Refers::object);
        less["objects"].erase(name);
        for (Json& each : less["objects"])
            forget_lock(each, name);
        simpler.push_back(std::move(less));
    }
}

void drop_variables(const Json& program, std::vector<Json>& simpler) {
    for (const Json& name : program.value("vars", Json::array())) {
        Json less = without_name(program, name, Refers::variable);
        drop_name(less["vars"], name);
        simpler.push_back(std::move(less));
    }
}

/// For every statement, the programs in which one of `variants` of it stands in its place.
void vary_statements(const Json& program, std::vector<Json>& simpler,
                     const std::function<std::vector<Json>(const Json& statement)>& variants) {
    std::vector<std::vector<Json>> all;
    static_cast<void>(edited_program(program, [&](const Json& statement) {
        all.push_back(variants(statement));
        return only(statement);
    }));
    for (std::size_t at = 0; at < all.size(); ++at) {
        for (const Json& variant : all[at]) {
            std::size_t seen = 0;
            simpler.push_back(edited_program(program, [&](const Json& statement) {
                return seen++ == at ? variant : only(statement);
            }));
        }
    }
}

std::vector<Json> shorter(const Json& statement) {
    std::vector<Json> variants{Json::array()};
    if (const Json body = body_of(statement); !body.empty()) variants.push_back(body);
    return variants;
}

std::vector<Json> tamer(const Json& statement) {
    std::vector<Json> variants;
    const auto vary = [&](std::size_t at, Json value) {
        Json variant = statement;
        variant[at] = std::move(value);
        variants.push_back(only(std::move(variant)));
    };
    const Arguments& arguments = arguments_of(statement);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Json& argument = statement.at(i + 1);
        if (refers_to(arguments[i]) == Refers::errors) {
            for (std::size_t dropped = 0; argument.size() > 1 && dropped < argument.size();
                 ++dropped) {
                Json names = argument;
                names.erase(dropped);
                vary(i + 1, std::move(names));
            }
        } else if (argument.is_number_integer() && argument > 0) {
            const auto number = argument.get<std::int64_t>();
            vary(i + 1, 0);
            if (number > 2) vary(i + 1, number / 2);
            if (number > 1) vary(i + 1, number - 1);
        }
    }
    return variants;
}

}  // namespace

std::vector<Json> simpler_programs(const Json& program) {
    std::vector<Json> simpler;
    drop_tasks(program, simpler);
    drop_objects(program, simpler);
    drop_variables(program, simpler);
    vary_statements(program, simpler, shorter);
    vary_statements(program, simpler, tamer);
    return simpler;
}

}  // namespace foliot
