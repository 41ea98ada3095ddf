#include "shrink/finding.h"

#include "sim/duration_text.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string headline(const RecordedOutcome& outcome) {
    // A check says so itself: "check failed: balance == 20".
    const bool check = outcome.verdict == Verdict::check;
    return (check ? "" : std::string(name_of(outcome.verdict)) + ": ") + outcome.message;
}

std::string Finding::text() const {
    const RecordedOutcome& outcome = failure.outcome;
    std::string text = "FAILED " + name + "  seed=" + std::to_string(failure.seed) +
                       " strategy=" + strategy + "  step " + std::to_string(outcome.step) +
                       "  t=" + duration_text(outcome.time_ns) + "  " + headline(outcome);
    if (!outcome.where.empty()) text += "  " + outcome.where;
    text += '\n';
    if (!failure.deterministic) {
        text += "  NOT DETERMINISTIC: made again with this seed, the run went another way: " +
                repeated + '\n';
    }
    if (!shrunk.empty()) text += "  shrunk:  " + shrunk + '\n';
    if (!trace_error.empty()) text += "  trace:   none: " + trace_error + '\n';
    if (!trace_file.empty()) {
        text += "  trace:   " + trace_file +
                (failure.deterministic ? "" : "   (of the run as it was made again)") + '\n';
        text += "  replay:  " + replay + '\n';
    }
    if (!again.empty()) text += "  again:   " + again + '\n';
    return text + notes;
}

Json Finding::entry() const {
    Json json;
    json["run"] = failure.run;
    json["seed"] = std::to_string(failure.seed);
    json["verdict"] = name_of(failure.outcome.verdict);
    json["message"] = failure.outcome.message;
    json["step"] = failure.outcome.step;
    json["choices"] = choices;
    json["trace"] = trace_file.empty() ? Json() : Json(trace_file);
    if (!failure.member.empty()) json["found_by"] = failure.member;
    if (!shrunk.empty()) json["shrunk"] = shrunk;
    return json;
}

Json Finding::to_json() const {
    FoundFailure told = failure;
    told.choices.clear();  // they stand in `choices`, with their names
    return {{"name", name},
            {"strategy", strategy},
            {"failure", failure_to_json(told)},
            {"trace_file", trace_file},
            {"trace_error", trace_error},
            {"shrunk", shrunk},
            {"repeated", repeated},
            {"notes", notes},
            {"replay", replay},
            {"again", again},
            {"choices", choices}};
}

Finding Finding::from_json(const Json& json) {
    Finding finding;
    json.at("name").get_to(finding.name);
    json.at("strategy").get_to(finding.strategy);
    finding.failure = failure_from_json(json.at("failure"));
    json.at("trace_file").get_to(finding.trace_file);
    json.at("trace_error").get_to(finding.trace_error);
    json.at("shrunk").get_to(finding.shrunk);
    json.at("repeated").get_to(finding.repeated);
    json.at("notes").get_to(finding.notes);
    json.at("replay").get_to(finding.replay);
    json.at("again").get_to(finding.again);
    finding.choices = json.at("choices");
    return finding;
}

}  // namespace foliot
