#include "properties/program.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "properties/program_names.h"
#include "properties/statement_form.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const ProgramPlace& place, const std::string& why) {
    place.refuse(why);
}

std::string in_quotes(std::string_view name) {
    return '"' + std::string(name) + '"';
}

constexpr std::array<std::string_view, 6> comparisons{"==", "!=", "<", "<=", ">", ">="};
constexpr std::array<std::string_view, 3> untils{"first", "error", "all"};

template <std::size_t N>
std::optional<std::size_t> index_in(const std::array<std::string_view, N>& names,
                                    std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<std::size_t>(at - names.begin());
}

class Parser {
  public:
    Program parse(const Json& document) {
        if (!document.is_object()) refuse("program", "must be an object");
        for (const auto& [key, value] : document.items()) {
            if (key != "objects" && key != "vars" && key != "tasks" && key != "start" &&
                key != "feature") {
                refuse("program", "unknown key " + in_quotes(key));
            }
        }
        read_objects(member(document, "objects", "program"));
        read_vars(document);
        read_tasks(member(document, "tasks", "program"));
        read_start(member(document, "start", "program"));
        return std::move(program_);
    }

  private:
    static const Json& member(const Json& object, const char* key, const ProgramPlace& place) {
        const auto at = object.find(key);
        if (at == object.end()) refuse(place, "has no " + in_quotes(key));
        return *at;
    }

    static std::int64_t integer(const Json& value, const ProgramPlace& place, std::int64_t least) {
        if (!value.is_number_integer()) refuse(place, "must be an integer, not " + value.dump());
        const auto number = value.get<std::int64_t>();
        const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX;
        if (huge || number < least || number > most) {
            refuse(place, "must lie between " + std::to_string(least) + " and " +
                              std::to_string(most) + ", not " + value.dump());
        }
        return number;
    }

    void read_objects(const Json& objects) {
        if (!objects.is_object()) refuse("objects", "must be an object");
        const ProgramPlace all("objects");
        for (const auto& [name, spec] : objects.items()) {
            const ProgramPlace place(all, name);
            if (!spec.is_object()) refuse(place, "must be an object");
            const std::string& type =
                program_text(member(spec, "type", place), ProgramPlace(place, "type"));
            ObjectSpec object;
            object.name = name;
            object.type = type_named(type, ProgramPlace(place, "type"));
            read_details(object, spec, place);
            names_.add_object(name, object.type);
            program_.objects.push_back(std::move(object));
        }
    }

    static ObjectType type_named(const std::string& name, const ProgramPlace& place) {
        for (ObjectType type = ObjectType::lock; type <= ObjectType::queue;
             type = static_cast<ObjectType>(static_cast<int>(type) + 1)) {
            if (ProgramNames::name_of(type) == name) return type;
        }
        place.refuse("unknown type " + in_quotes(name));
    }

    void read_details(ObjectSpec& object, const Json& spec, const ProgramPlace& place) {
        switch (object.type) {
            case ObjectType::semaphore:
            case ObjectType::bounded_semaphore:
                object.number =
                    integer(member(spec, "value", place), ProgramPlace(place, "value"), 0);
                break;
            case ObjectType::barrier:
                object.number =
                    integer(member(spec, "parties", place), ProgramPlace(place, "parties"), 1);
                if (object.number > 1'000'000)
                    refuse(ProgramPlace(place, "parties"), "is above 1000000");
                break;
            case ObjectType::queue:
                object.number =
                    integer(member(spec, "maxsize", place), ProgramPlace(place, "maxsize"), 0);
                break;
            case ObjectType::condition: {
                const Json& lock = member(spec, "lock", place);
                if (lock.is_null()) break;
                object.lock = names_.lock(lock, ProgramPlace(place, "lock"));
                break;
            }
            case ObjectType::lock:
            case ObjectType::event:
                break;
        }
    }

    void read_vars(const Json& document) {
        const auto vars = document.find("vars");
        if (vars == document.end()) return;
        if (!vars->is_array()) refuse("vars", "must be an array");
        for (const Json& name : *vars) {
            if (!names_.add_variable(program_text(name, "vars"))) {
                refuse("vars", "a second variable " + name.dump());
            }
            program_.vars.push_back(name.get<std::string>());
        }
    }

    void read_tasks(const Json& tasks) {
        const ProgramPlace all("tasks");
        if (!tasks.is_array()) refuse(all, "must be an array");
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const ProgramPlace place(all, i);
            if (!tasks[i].is_object()) refuse(place, "must be an object");
            const std::string& name =
                program_text(member(tasks[i], "name", place), ProgramPlace(place, "name"));
            if (!names_.add_task(name)) {
                refuse(ProgramPlace(place, "name"), "a second task " + in_quotes(name));
            }
            program_.tasks.push_back({name, {}});
        }
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const ProgramPlace place(all, i);
            program_.tasks[i].body =
                body(member(tasks[i], "body", place), ProgramPlace(place, "body"), "", 0);
        }
    }

    void read_start(const Json& start) {
        const ProgramPlace all("start");
        if (!start.is_array()) refuse(all, "must be an array");
        for (std::size_t i = 0; i < start.size(); ++i) {
            program_.start.push_back(names_.spawned(start[i], ProgramPlace(all, i)));
        }
    }

    std::vector<Statement> body(const Json& statements, const ProgramPlace& place,
                                const std::string& path, int depth) {
        if (!statements.is_array()) refuse(place, "must be an array of statements");
        if (depth > deepest) refuse(place, "is nested too deeply");
        std::vector<Statement> result;
        result.reserve(statements.size());
        for (std::size_t i = 0; i < statements.size(); ++i) {
            result.push_back(
                statement(statements[i], ProgramPlace(place, i), path + std::to_string(i), depth));
        }
        return result;
    }

    Statement statement(const Json& source, const ProgramPlace& place, const std::string& path,
                        int depth) {
        if (!source.is_array() || source.empty() || !source[0].is_string()) {
            refuse(place, "a statement is an array that begins with its name");
        }
        const auto& name = source[0].get_ref<const std::string&>();
        const StatementForm* const form = find_form(name);
        if (form == nullptr) refuse(place, "unknown statement " + in_quotes(name));
        if (source.size() != form->arguments.size() + 1) {
            refuse(place, in_quotes(name) + " takes " + std::to_string(form->arguments.size()) +
                              " arguments, not " + std::to_string(source.size() - 1));
        }
        Statement result;
        result.op = form->op;
        result.path = path;
        for (std::size_t i = 0; i < form->arguments.size(); ++i) {
            argument(result, form->arguments[i], source[i + 1], ProgramPlace(place, i + 1), depth);
        }
        return result;
    }

    void argument(Statement& to, char kind, const Json& value, const ProgramPlace& place,
                  int depth) {
        switch (kind) {
            case 'v':
                to.target = names_.variable(value, place);
                break;
            case 'V':
                to.variable = names_.variable(value, place);
                break;
            case 'r':
                to.reg = program_text(value, place);
                break;
            case 't':
                to.target = names_.task(value, place);
                break;
            case 'S':
                to.target = names_.spawned(value, place);
                break;
            case 'n':
                to.number = integer(value, place, 0);
                break;
            case 'i':
                to.number = integer(value, place, -most);
                break;
            case 'B':
                to.body = body(value, place, to.path + ".", depth + 1);
                break;
            case 'H':
                to.handler = body(value, place, to.path + ".c", depth + 1);
                break;
            case 'F':
                to.handler = body(value, place, to.path + ".f", depth + 1);
                break;
            case 'f':
                if (!value.is_boolean()) refuse(place, "must be true or false");
                to.flag = value.get<bool>();
                break;
            case '?':
                to.flag = !value.is_null();
                if (to.flag) to.number = integer(value, place, 0);
                break;
            case '<':
                to.comparison = static_cast<Comparison>(word(comparisons, value, place));
                break;
            case 'u':
                to.until = static_cast<Until>(word(untils, value, place));
                break;
            case 'T':
                if (!value.is_array()) refuse(place, "must be an array of tasks");
                for (std::size_t i = 0; i < value.size(); ++i) {
                    to.tasks.push_back(names_.spawned(value[i], ProgramPlace(place, i)));
                }
                break;
            case 'N':
                if (!value.is_array()) refuse(place, "must be an array of error names");
                for (const Json& name : value)
                    to.names.push_back(program_text(name, place));
                break;
            default:
                to.target = names_.object(kind, value, place);
                break;
        }
    }

    template <std::size_t N>
    static std::size_t word(const std::array<std::string_view, N>& words, const Json& value,
                            const ProgramPlace& place) {
        const auto at = index_in(words, program_text(value, place));
        if (!at) refuse(place, "unknown word " + value.dump());
        return *at;
    }

    static constexpr std::int64_t most = 1'000'000'000'000;
    static constexpr int deepest = 200;

    Program program_;
    ProgramNames names_;
};

}  // namespace

Program parse_program(const nlohmann::ordered_json& document) {
    return Parser().parse(document);
}

}  // namespace foliot
