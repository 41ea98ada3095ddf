#include "programs/program_scenario.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "programs/program_report.h"
#include "programs/simpler_programs.h"
#include "traces/file/trace.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const LogValue& value) {
    return std::visit([](const auto& held) { return Json(held); }, value);
}

std::string read_text(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        throw ProgramError(file + ": cannot be read; check the path");
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

/// Takes the entry apart: large files hold little else.
ProgramEntry entry_of(Json& entry, const std::string& place) {
    if (!entry.is_object()) throw ProgramError(place + ": must be an object with name and program");
    const auto name = entry.find("name");
    const auto program = entry.find("program");
    if (name == entry.end() || !name->is_string()) {
        throw ProgramError(place + ": has no \"name\"");
    }
    if (program == entry.end()) throw ProgramError(place + ": has no \"program\"");
    ProgramEntry result;
    result.name = name->get<std::string>();
    result.program = std::make_unique<const Json>(std::move(*program));
    const auto keep = [&entry](const char* key, std::unique_ptr<const Json>& to) {
        const auto found = entry.find(key);
        if (found != entry.end()) to = std::make_unique<const Json>(std::move(*found));
    };
    keep("expected", result.expected);
    keep("choices", result.choices);
    return result;
}

}  // namespace

ProgramScenario::ProgramScenario(std::string name, Json document)
    : name_(std::move(name)),
      document_(std::make_unique<const Json>(std::move(document))),
      program_(parse_program(*document_)) {}

ProgramScenario::~ProgramScenario() = default;

std::string ProgramScenario::summary() const {
    return "a program of " + std::to_string(program_.tasks.size()) + " tasks";
}

void ProgramScenario::adjust(LoopOptions& options) const {
    adjust_for_programs(options);
}

Outcome ProgramScenario::run(Loop& loop, const Inputs&) const {
    return ProgramRun(program_, loop).finish();
}

void ProgramScenario::describe(Trace& trace) const {
    trace.program = std::make_shared<const Json>(*document_);
}

std::size_t ProgramScenario::statements() const {
    return program_.statements.size();
}

std::vector<std::unique_ptr<Scenario>> ProgramScenario::simpler() const {
    std::vector<std::unique_ptr<Scenario>> scenarios;
    for (Json& program : simpler_programs(*document_))
        scenarios.push_back(std::make_unique<ProgramScenario>(name_, std::move(program)));
    return scenarios;
}

std::string ProgramScenario::report_text(Loop& loop, Outcome* outcome) const {
    ProgramRun run(program_, loop);
    Outcome ended = run.finish();
    std::string result = foliot::report_text(program_, run, ended, loop.now());
    if (outcome != nullptr) *outcome = std::move(ended);
    return result;
}

Outcome ProgramScenario::run_to_result(Loop& loop, const Inputs&, Json& result) const {
    ProgramRun run(program_, loop);
    Outcome outcome = run.finish();
    result["verdict"] = program_verdict(outcome);
    result["now"] = nanoseconds(loop.now()) / tick_ns;
    Json& objects = result["objects"] = Json::object();
    for (std::size_t i = 0; i < program_.objects.size(); ++i) {
        objects[program_.objects[i].name] = to_json(run.object_state(i));
    }
    Json& tasks = result["tasks"] = Json::object();
    for (std::size_t i = 0; i < program_.tasks.size(); ++i) {
        const std::string_view end = run.task_end(i);
        if (!end.empty()) tasks[program_.tasks[i].name] = end;
    }
    if (program_.vars.empty()) return outcome;
    Json& vars = result["vars"] = Json::object();
    for (std::size_t i = 0; i < program_.vars.size(); ++i) {
        vars[program_.vars[i]] = run.variable(i);
    }
    return outcome;
}

std::vector<ProgramEntry> read_programs(const std::string& file) {
    Json document;
    try {
        document = Json::parse(read_text(file));
    } catch (const Json::parse_error& error) {
        throw ProgramError(file + ": not JSON at byte " + std::to_string(error.byte) +
                           "; is it complete?");
    }
    std::vector<ProgramEntry> entries;
    if (document.is_object() && document.contains("program")) {
        entries.push_back(entry_of(document, file));
    } else if (document.is_array()) {
        for (std::size_t i = 0; i < document.size(); ++i) {
            entries.push_back(entry_of(document[i], file + "[" + std::to_string(i) + "]"));
        }
    } else {
        ProgramEntry only;
        only.name = std::filesystem::path(file).stem().string();
        only.program = std::make_unique<const Json>(std::move(document));
        entries.push_back(std::move(only));
    }
    return entries;
}

}  // namespace foliot
