#include "cli/report.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "traces/digest.h"
#include "traces/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

Json failure_json(const FoundFailure& failure) {
    Json json;
    json["run"] = failure.run;
    json["seed"] = std::to_string(failure.seed);
    json["verdict"] = name_of(failure.outcome.verdict);
    json["message"] = failure.outcome.message;
    json["step"] = failure.outcome.step;
    json["choices"] = choices_to_json(failure.trace);
    json["trace"] = failure.trace_file.empty() ? Json() : Json(failure.trace_file);
    return json;
}

Json warning_json(const Warning& warning) {
    Json json;
    json["kind"] = name_of(warning.kind);
    json["message"] = warning.message;
    json["step"] = warning.step == no_step ? Json() : Json(warning.step);
    json["time_ns"] = nanoseconds(warning.time);
    const std::string place = place_of(warning.where);
    json["where"] = place.empty() ? Json() : Json(place);
    return json;
}

}  // namespace

Json warnings_json(const Outcome& outcome) {
    Json warnings = Json::array();
    for (const Warning& warning : outcome.warnings)
        warnings.push_back(warning_json(warning));
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
    for (const auto& [name, value] : outcome.values)
        json[name] = value;
    if (settings.debug) json["warnings"] = warnings_json(outcome);
    return json;
}

Json exploration_json(const Exploration& exploration, bool debug) {
    Json json;
    json["scenario"] = exploration.scenario;
    json["strategy"] = exploration.strategy;
    json["seed"] = std::to_string(exploration.seed);
    json["runs"] = exploration.runs;
    json["complete"] = exploration.complete;
    Json& failures = json["failures"] = Json::array();
    for (const FoundFailure& failure : exploration.failures) {
        failures.push_back(failure_json(failure));
    }
    if (!debug) return json;
    Json& warnings = json["warnings"] = Json::array();
    for (const FoundWarning& found : exploration.warnings.list()) {
        Json warning = warning_json(found.first);
        warning["seed"] = std::to_string(found.seed);
        warning["count"] = found.count;
        warnings.push_back(std::move(warning));
    }
    return json;
}

std::string again_command(const Subject& subject, const RunSettings& settings) {
    std::string command = "foliot run " + subject.word;
    if (subject.one_of_many) command += " --program " + subject.scenario->name();
    command += " --strategy " + settings.strategy;
    if (settings.racing_clock) command += " --clock racing";
    if (settings.debug) command += " --debug";
    for (const std::string& feed : settings.feeds)
        command += " --feed " + feed;
    return command + " --seed=";
}

}  // namespace foliot
