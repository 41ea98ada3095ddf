#include "properties/program.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "properties/statement_form.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& place, const std::string& why) {
    throw ProgramError(place + ": " + why);
}

std::string in_quotes(std::string_view name) {
    return '"' + std::string(name) + '"';
}

constexpr std::array<std::string_view, 7> type_names{
    "lock", "event", "semaphore", "bounded_semaphore", "condition", "barrier", "queue"};

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
    static const Json& member(const Json& object, const char* key, const std::string& place) {
        const auto at = object.find(key);
        if (at == object.end()) refuse(place, "has no " + in_quotes(key));
        return *at;
    }

    static std::string text(const Json& value, const std::string& place) {
        if (!value.is_string()) refuse(place, "must be a string, not " + value.dump());
        return value.get<std::string>();
    }

    static std::int64_t integer(const Json& value, const std::string& place, std::int64_t least) {
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
        for (const auto& [name, spec] : objects.items()) {
            const std::string place = "objects." + name;
            if (!spec.is_object()) refuse(place, "must be an object");
            const std::string type = text(member(spec, "type", place), place + ".type");
            const auto known = index_in(type_names, type);
            if (!known) refuse(place + ".type", "unknown type " + in_quotes(type));
            ObjectSpec object;
            object.name = name;
            object.type = static_cast<ObjectType>(*known);
            read_details(object, spec, place);
            objects_[name] = program_.objects.size();
            program_.objects.push_back(std::move(object));
        }
    }

    void read_details(ObjectSpec& object, const Json& spec, const std::string& place) {
        switch (object.type) {
            case ObjectType::semaphore:
            case ObjectType::bounded_semaphore:
                object.number = integer(member(spec, "value", place), place + ".value", 0);
                break;
            case ObjectType::barrier:
                object.number = integer(member(spec, "parties", place), place + ".parties", 1);
                if (object.number > 1'000'000) refuse(place + ".parties", "is above 1000000");
                break;
            case ObjectType::queue:
                object.number = integer(member(spec, "maxsize", place), place + ".maxsize", 0);
                break;
            case ObjectType::condition: {
                const Json& lock = member(spec, "lock", place);
                if (lock.is_null()) break;
                const auto at = objects_.find(text(lock, place + ".lock"));
                if (at == objects_.end() || program_.objects[at->second].type != ObjectType::lock) {
                    refuse(place + ".lock", "no lock " + lock.dump() + " stands before it");
                }
                object.lock = at->second;
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
            variables_[text(name, "vars")] = program_.vars.size();
            program_.vars.push_back(name.get<std::string>());
        }
    }

    void read_tasks(const Json& tasks) {
        if (!tasks.is_array()) refuse("tasks", "must be an array");
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const std::string place = "tasks[" + std::to_string(i) + "]";
            if (!tasks[i].is_object()) refuse(place, "must be an object");
            const std::string name = text(member(tasks[i], "name", place), place + ".name");
            if (!task_places_.emplace(name, i).second) {
                refuse(place + ".name", "a second task " + in_quotes(name));
            }
            program_.tasks.push_back({name, {}});
        }
        spawned_.resize(tasks.size());
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const std::string place = "tasks[" + std::to_string(i) + "]";
            program_.tasks[i].body = body(member(tasks[i], "body", place), place + ".body", "", 0);
        }
    }

    void read_start(const Json& start) {
        if (!start.is_array()) refuse("start", "must be an array");
        for (std::size_t i = 0; i < start.size(); ++i) {
            program_.start.push_back(spawned(start[i], "start[" + std::to_string(i) + "]"));
        }
    }

    std::vector<Statement> body(const Json& statements, const std::string& place,
                                const std::string& path, int depth) {
        if (!statements.is_array()) refuse(place, "must be an array of statements");
        if (depth > deepest) refuse(place, "is nested too deeply");
        std::vector<Statement> result;
        result.reserve(statements.size());
        for (std::size_t i = 0; i < statements.size(); ++i) {
            result.push_back(statement(statements[i], place + "[" + std::to_string(i) + "]",
                                       path + std::to_string(i), depth));
        }
        return result;
    }

    Statement statement(const Json& source, const std::string& place, const std::string& path,
                        int depth) {
        if (!source.is_array() || source.empty() || !source[0].is_string()) {
            refuse(place, "a statement is an array that begins with its name");
        }
        const auto name = source[0].get<std::string>();
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
            argument(result, form->arguments[i], source[i + 1],
                     place + "[" + std::to_string(i + 1) + "]", depth);
        }
        return result;
    }

    void argument(Statement& to, char kind, const Json& value, const std::string& place,
                  int depth) {
        switch (kind) {
            case 'v':
                to.target = variable(value, place);
                break;
            case 'V':
                to.variable = variable(value, place);
                break;
            case 'r':
                to.reg = text(value, place);
                break;
            case 't':
                to.target = task(value, place);
                break;
            case 'S':
                to.target = spawned(value, place);
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
                    to.tasks.push_back(spawned(value[i], place + "[" + std::to_string(i) + "]"));
                }
                break;
            case 'N':
                if (!value.is_array()) refuse(place, "must be an array of error names");
                for (const Json& name : value)
                    to.names.push_back(text(name, place));
                break;
            default:
                to.target = object(kind, value, place);
                break;
        }
    }

    template <std::size_t N>
    static std::size_t word(const std::array<std::string_view, N>& words, const Json& value,
                            const std::string& place) {
        const auto at = index_in(words, text(value, place));
        if (!at) refuse(place, "unknown word " + value.dump());
        return *at;
    }

    std::size_t variable(const Json& value, const std::string& place) const {
        return look_up(variables_, "variable", value, place);
    }
    std::size_t task(const Json& value, const std::string& place) const {
        return look_up(task_places_, "task", value, place);
    }
    std::size_t spawned(const Json& value, const std::string& place) {
        const std::size_t at = task(value, place);
        if (spawned_[at]) refuse(place, "task " + value.dump() + " is spawned a second time");
        spawned_[at] = true;
        return at;
    }

    std::size_t object(char kind, const Json& value, const std::string& place) const {
        const std::size_t at = look_up(objects_, "object", value, place);
        const ObjectType type = program_.objects[at].type;
        const bool lockable = type == ObjectType::lock || type == ObjectType::semaphore ||
                              type == ObjectType::bounded_semaphore ||
                              type == ObjectType::condition;
        const bool fits = kind == 's'   ? lockable
                          : kind == 'e' ? type == ObjectType::event
                          : kind == 'c' ? type == ObjectType::condition
                          : kind == 'b' ? type == ObjectType::barrier
                          : kind == 'q'
                              ? type == ObjectType::queue
                              : type == ObjectType::event || type == ObjectType::condition ||
                                    type == ObjectType::barrier;
        if (!fits) {
            refuse(place, value.dump() + " is a " +
                              std::string(type_names.at(static_cast<std::size_t>(type))) +
                              ", on which this statement does not work");
        }
        return at;
    }

    static std::size_t look_up(const std::map<std::string, std::size_t>& names, const char* what,
                               const Json& value, const std::string& place) {
        const auto at = names.find(text(value, place));
        if (at == names.end()) refuse(place, std::string("unknown ") + what + " " + value.dump());
        return at->second;
    }

    static constexpr std::int64_t most = 1'000'000'000'000;
    static constexpr int deepest = 200;

    Program program_;
    std::map<std::string, std::size_t> objects_;
    std::map<std::string, std::size_t> variables_;
    std::map<std::string, std::size_t> task_places_;
    std::vector<bool> spawned_;
};

}  // namespace

Program parse_program(const nlohmann::ordered_json& document) {
    return Parser().parse(document);
}

}  // namespace foliot
