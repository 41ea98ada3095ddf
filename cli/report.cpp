#include "cli/report.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "explore/shell_word.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

Json warning_json(const WarningNote& warning) {
    Json json;
    json["kind"] = name_of(warning.kind);
    json["message"] = warning.message;
    json["step"] = warning.step == no_step ? Json() : Json(warning.step);
    json["time_ns"] = warning.time_ns;
    json["where"] = warning.where.empty() ? Json() : Json(warning.where);
    return json;
}

Json coverage_json(const PartReport& sum) {
    const Coverage& coverage = sum.coverage;
    Json json;
    json["steps"] = sum.steps;
    json["looked_at"] = coverage.runs;
    json["classes"] = coverage.classes.size();
    json["met_once"] = coverage.met_once();
    json["most_tasks"] = coverage.most_tasks;
    json["most_steps"] = coverage.most_steps;
    json["most_choices"] = coverage.most_choices;
    return json;
}

}  // namespace

Json warnings_json(const Outcome& outcome) {
    Json warnings = Json::array();
    for (const Warning& warning : outcome.warnings)
        warnings.push_back(warning_json(note_of(warning)));
    return warnings;
}

Json outcome_json(const std::string& scenario, const RunSettings& settings,
                  const RecordedRun& run) {
    const Outcome& outcome = run.outcome;
    Json json;
    json["scenario"] = scenario;
    json["strategy"] = settings.strategy;
    json["seed"] = std::to_string(settings.seed);
    json["verdict"] = name_of(outcome.verdict);
    json["message"] = outcome.message;
    json["step"] = outcome.step;
    json["steps"] = outcome.steps;
    json["now_ns"] = nanoseconds(outcome.time);
    json["digest"] = digest_text(run.trace.digest);
    for (const Figure& figure : outcome.values)
        json[figure.key()] = figure.value;
    if (settings.debug) json["warnings"] = warnings_json(outcome);
    return json;
}

Json exploration_json(const Explored& explored, const Json& settings,
                      const std::vector<Finding>& findings) {
    const PartReport& sum = explored.sum;
    Json json;
    json["scenario"] = settings.at("scenario");
    json["strategy"] = settings.at("strategy");
    json["seed"] = settings.at("seed");
    json["runs"] = sum.runs;
    json["complete"] = sum.complete;
    Json& failures = json["failures"] = Json::array();
    for (std::size_t i = 0; i < findings.size(); ++i) {
        failures.push_back(findings[i].entry());
        failures.back()["run"] = sum.failures[i].run;
    }
    if (settings.at("outcomes")) {
        Json& outcomes = json["outcomes"] = Json::array();
        for (const std::string& text : sum.outcomes)
            outcomes.push_back(Json::parse(text));
    }
    if (sum.coverage.runs > 0) json["coverage"] = coverage_json(sum);
    if (!settings.at("debug")) return json;
    Json& warnings = json["warnings"] = Json::array();
    for (const FoundWarning& found : sum.warnings.list()) {
        Json warning = warning_json(found.first);
        warning["seed"] = std::to_string(found.seed);
        warning["count"] = found.count;
        warnings.push_back(std::move(warning));
    }
    return json;
}

std::string again_command(const Subject& subject, const RunSettings& settings,
                          const std::vector<std::string>& laws) {
    std::string command = "foliot run " + shell_word(subject.word);
    if (subject.one_of_many) command += " --program " + shell_word(subject.scenario->name());
    command += " --strategy " + settings.strategy;
    if (settings.racing_clock) command += " --clock racing";
    if (settings.debug) command += " --debug";
    for (std::size_t i = 0; i < laws.size(); ++i)
        command += (i == 0 ? " --laws " : ",") + laws[i];
    for (const GivenOption& option : settings.options.list())
        command += " " + shell_word(option.name + (option.value ? "=" + *option.value : ""));
    return command + " --seed=";
}

}  // namespace foliot
