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

}  // namespace

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
    return json;
}

Json exploration_json(const Exploration& exploration) {
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
    return json;
}

std::string again_command(const Subject& subject, const RunSettings& settings) {
    std::string command = "foliot run " + subject.word;
    if (subject.one_of_many) command += " --program " + subject.scenario->name();
    command += " --strategy " + settings.strategy;
    if (settings.racing_clock) command += " --clock racing";
    for (const std::string& feed : settings.feeds)
        command += " --feed " + feed;
    return command + " --seed=";
}

}  // namespace foliot
