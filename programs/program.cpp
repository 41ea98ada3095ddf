#include "programs/program.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "programs/flat_json.h"
#include "programs/object_form.h"
#include "programs/program_names.h"
#include "programs/statement_reader.h"

namespace foliot {

namespace {

using Value = FlatJson::Value;

[[noreturn]] void refuse(const ProgramPlace& place, const std::string& why) {
    place.refuse(why);
}

class Parser {
  public:
    Program parse(const FlatJson& json) {
        const Value& document = json.root();
        if (!document.is_object()) refuse("program", "must be an object");
        document.for_each_member([](std::string_view key, const Value&) {
            if (key != "objects" && key != "vars" && key != "tasks" && key != "start" &&
                key != "feature") {
                refuse("program", "unknown key " + in_quotes(key));
            }
        });
        program_.statements.reserve(json.arrays());  // each is an array, and few others are
        constexpr std::size_t path_size = 4;
        program_.paths.reserve(json.arrays() * path_size);
        read_objects(member(document, "objects", "program"));
        read_vars(document);
        read_tasks(member(document, "tasks", "program"));
        read_start(member(document, "start", "program"));
        return std::move(program_);
    }

  private:
    static const Value& member(const Value& object, std::string_view key,
                               const ProgramPlace& place) {
        const Value* const value = object.find(key);
        if (value == nullptr) refuse(place, "has no " + in_quotes(key));
        return *value;
    }

    void read_objects(const Value& objects) {
        if (!objects.is_object()) refuse("objects", "must be an object");
        const ProgramPlace all("objects");
        program_.objects.reserve(objects.size());
        objects.for_each_member([&](std::string_view name, const Value& spec) {
            const ProgramPlace place(all, name);
            if (!spec.is_object()) refuse(place, "must be an object");
            const std::string_view type =
                program_text(member(spec, "type", place), ProgramPlace(place, "type"));
            const ObjectForm* const form = find_object_form(type);
            if (form == nullptr) {
                refuse(ProgramPlace(place, "type"), "unknown type " + in_quotes(type));
            }
            ObjectSpec object;
            object.name = name;
            object.type = form->type;
            read_parameter(object, *form, spec, place);
            names_.add_object(name, object.type);
            program_.objects.push_back(std::move(object));
        });
    }

    void read_parameter(ObjectSpec& object, const ObjectForm& form, const Value& spec,
                        const ProgramPlace& outer) {
        const ProgramPlace place(outer, form.key);
        switch (form.parameter) {
            case Parameter::none:
                break;
            case Parameter::number:
                object.number = program_integer(member(spec, form.key, outer), place, form.least);
                if (object.number > form.most)
                    place.refuse("is above " + std::to_string(form.most));
                break;
            case Parameter::lock: {
                const Value& lock = member(spec, form.key, outer);
                if (lock.kind() != FlatJson::Kind::null) object.lock = names_.lock(lock, place);
                break;
            }
        }
    }

    void read_vars(const Value& document) {
        const Value* const vars = document.find("vars");
        if (vars == nullptr) return;
        if (!vars->is_array()) refuse("vars", "must be an array");
        program_.vars.reserve(vars->size());
        vars->for_each([&](const Value& name, std::size_t) {
            if (!names_.add_variable(program_text(name, "vars"))) {
                refuse("vars", "a second variable " + name.dump());
            }
            program_.vars.emplace_back(name.text());
        });
    }

    void read_tasks(const Value& tasks) {
        const ProgramPlace all("tasks");
        if (!tasks.is_array()) refuse(all, "must be an array");
        program_.tasks.reserve(tasks.size());
        tasks.for_each([&](const Value& task, std::size_t i) {
            const ProgramPlace place(all, i);
            if (!task.is_object()) refuse(place, "must be an object");
            const std::string_view name =
                program_text(member(task, "name", place), ProgramPlace(place, "name"));
            if (!names_.add_task(name)) {
                refuse(ProgramPlace(place, "name"), "a second task " + in_quotes(name));
            }
            program_.tasks.push_back({std::string(name), {}, 0});
        });
        StatementReader statements(program_, names_);
        tasks.for_each([&](const Value& task, std::size_t i) {
            const ProgramPlace place(all, i);
            statements.read(program_.tasks[i], member(task, "body", place),
                            ProgramPlace(place, "body"));
        });
    }

    void read_start(const Value& start) {
        const ProgramPlace all("start");
        if (!start.is_array()) refuse(all, "must be an array");
        program_.start.reserve(start.size());
        start.for_each([&](const Value& task, std::size_t i) {
            program_.start.push_back(names_.spawned(task, ProgramPlace(all, i)));
        });
    }

    Program program_;
    ProgramNames names_;
};

}  // namespace

Program parse_program(const nlohmann::ordered_json& document) {
    return Parser().parse(FlatJson(document));
}

Program read_program(std::string_view text) {
    // What is wrong, and where, is found out again: only then is it worth the document's making.
    try {
        if (const auto plain = FlatJson::read(text)) return Parser().parse(*plain);
    } catch (const ProgramError&) {
    }
    try {
        return parse_program(nlohmann::ordered_json::parse(text));
    } catch (const nlohmann::json::parse_error& error) {
        throw ProgramError("not JSON at byte " + std::to_string(error.byte) + "; is it complete?");
    }
}

}  // namespace foliot
