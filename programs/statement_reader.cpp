#include "programs/statement_reader.h"

#include <algorithm>
#include <charconv>

namespace foliot {

namespace {

using Value = FlatJson::Value;

constexpr int deepest = 200;

template <auto last>
decltype(last) word(const detail::EnumNames<last>& words, const Value& value,
                    const ProgramPlace& place) {
    const auto found = words.find(program_text(value, place));
    if (!found) place.refuse("unknown word " + value.dump());
    return *found;
}

/// What a list has from `first` on.
template <class List>
Slice behind(const List& list, std::size_t first) {
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(list.size() - first)};
}

}  // namespace

void StatementReader::read(TaskSpec& task, const Value& body, const ProgramPlace& place) {
    registers_.clear();
    task.body = this->body(body, place, {}, "", 0);
    task.registers = static_cast<std::uint32_t>(registers_.size());
}

Slice StatementReader::body(const Value& statements, const ProgramPlace& place, Slice outer,
                            std::string_view inner, int depth) {
    if (!statements.is_array()) place.refuse("must be an array of statements");
    if (depth > deepest) place.refuse("is nested too deeply");
    const std::size_t first = program_.statements.size();
    program_.statements.resize(first + statements.size());
    const Slice result = behind(program_.statements, first);
    statements.for_each([&](const Value& source, std::size_t i) {
        // Others are added to the list meanwhile: those inside it.
        const Statement read =
            statement(source, ProgramPlace(place, i), path(outer, inner, i), depth);
        program_.statements[result.first + i] = read;
    });
    return result;
}

Slice StatementReader::path(Slice outer, std::string_view inner, std::size_t index) {
    std::string& paths = program_.paths;
    constexpr std::size_t digits = 20;
    const std::size_t first = paths.size();
    paths.resize(first + outer.size + inner.size() + digits);
    char* at = std::copy_n(paths.data() + outer.first, outer.size, paths.data() + first);
    at = std::copy(inner.begin(), inner.end(), at);
    at = std::to_chars(at, at + digits, index).ptr;
    paths.resize(static_cast<std::size_t>(at - paths.data()));
    return behind(paths, first);
}

Statement StatementReader::statement(const Value& source, const ProgramPlace& place, Slice path,
                                     int depth) {
    if (!source.is_array() || source.size() == 0 || !source.first().is_text()) {
        place.refuse("a statement is an array that begins with its name");
    }
    const std::string_view name = source.first().text();
    const StatementForm* const form = find_form(name);
    if (form == nullptr) place.refuse("unknown statement " + in_quotes(name));
    if (source.size() != form->arguments.size() + 1) {
        place.refuse(in_quotes(name) + " takes " + std::to_string(form->arguments.size()) +
                     " arguments, not " + std::to_string(source.size() - 1));
    }
    Statement result;
    result.op = form->op;
    result.path = path;
    const Value* value = &source.first();
    for (std::size_t i = 0; i < form->arguments.size(); ++i) {
        value = &value->next();
        argument(result, form->arguments[i], *value, ProgramPlace(place, i + 1), depth);
    }
    return result;
}

std::uint32_t StatementReader::register_named(std::string_view name) {
    const auto at = std::find(registers_.begin(), registers_.end(), name);
    if (at != registers_.end()) return static_cast<std::uint32_t>(at - registers_.begin());
    registers_.push_back(name);
    return static_cast<std::uint32_t>(registers_.size() - 1);
}

void StatementReader::argument(Statement& to, Argument argument, const Value& value,
                               const ProgramPlace& place, int depth) {
    switch (argument) {
        case Argument::lockable:
        case Argument::event:
        case Argument::condition:
        case Argument::barrier:
        case Argument::waitable:
        case Argument::queue:
            to.target = names_.object(argument, value, place);
            break;
        case Argument::variable:
            to.target = names_.variable(value, place);
            break;
        case Argument::watched:
            to.variable = names_.variable(value, place);
            break;
        case Argument::reg:
            to.reg = register_named(program_text(value, place));
            break;
        case Argument::task:
            to.target = names_.task(value, place);
            break;
        case Argument::spawned:
            to.target = names_.spawned(value, place);
            break;
        case Argument::count:
            to.number = program_integer(value, place, 0);
            break;
        case Argument::integer:
            to.number = program_integer(value, place, -largest_in_program);
            break;
        case Argument::body:
            to.body = body(value, place, to.path, ".", depth + 1);
            break;
        case Argument::handler:
            to.handler = body(value, place, to.path, ".c", depth + 1);
            break;
        case Argument::cleanup:
            to.handler = body(value, place, to.path, ".f", depth + 1);
            break;
        case Argument::flag:
            if (value.kind() != FlatJson::Kind::boolean) place.refuse("must be true or false");
            to.flag = value.integer() != 0;
            break;
        case Argument::limit:
            to.flag = value.kind() != FlatJson::Kind::null;
            if (to.flag) to.number = program_integer(value, place, 0);
            break;
        case Argument::comparison:
            to.comparison = word(comparison_names, value, place);
            break;
        case Argument::until:
            to.until = word(until_names, value, place);
            break;
        case Argument::all_spawned:
            to.tasks = spawned_tasks(value, place);
            break;
        case Argument::errors:
            to.names = caught_names(value, place);
            break;
    }
}

Slice StatementReader::spawned_tasks(const Value& tasks, const ProgramPlace& place) {
    if (!tasks.is_array()) place.refuse("must be an array of tasks");
    const std::size_t first = program_.spawned.size();
    tasks.for_each([&](const Value& task, std::size_t i) {
        program_.spawned.push_back(names_.spawned(task, ProgramPlace(place, i)));
    });
    return behind(program_.spawned, first);
}

Slice StatementReader::caught_names(const Value& names, const ProgramPlace& place) {
    if (!names.is_array()) place.refuse("must be an array of error names");
    const std::size_t first = program_.caught.size();
    names.for_each([&](const Value& name, std::size_t) {
        program_.caught.emplace_back(program_text(name, place));
    });
    return behind(program_.caught, first);
}

}  // namespace foliot
