#include "cli/findings.h"

#include <memory>
#include <utility>

#include "explore/choice_list.h"
#include "explore/failure.h"
#include "explore/runner.h"
#include "explore/workers/child_process.h"
#include "shrink/shrink_failure.h"
#include "strategies/registry.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// Runs that a seed does not tell apart are told apart by what they were.
std::string file_of(const ExploreOptions& options, const Trace& trace, bool exhaustive) {
    const std::string name =
        exhaustive ? trace.scenario + "-" + digest_text(trace.digest) : trace.scenario;
    return trace_path(options.trace_folder, name, trace.seed);
}

Json json_of(const FoundFailure& failure) {
    Json json;
    json["run"] = failure.run;
    json["seed"] = std::to_string(failure.seed);
    json["verdict"] = name_of(failure.outcome.verdict);
    json["message"] = failure.outcome.message;
    json["step"] = failure.outcome.step;
    json["choices"] = choices_to_json(failure.trace);
    json["trace"] = failure.trace_file.empty() ? Json() : Json(failure.trace_file);
    if (!failure.member.empty()) json["found_by"] = failure.member;
    if (!failure.shrunk.empty()) json["shrunk"] = failure.shrunk;
    return json;
}

std::string strategy_of(const ExploreOptions& options, const PartFailure& failure) {
    return failure.member.empty() ? options.strategy
                                  : options.strategy + " (" + failure.member + ")";
}

/// Of a run that ends with its process.
Finding lost_run(const Subject& subject, const ExploreOptions& options, const PartFailure& failure,
                 const std::string& again) {
    FoundFailure found;
    found.run = failure.run;
    found.seed = failure.seed;
    found.outcome.verdict = failure.hung ? Verdict::hang : Verdict::crash;
    found.outcome.message = failure.hung ? "the run did not come to an end in time (--run-timeout)"
                                         : "the run took its process with it: " + failure.end;
    Finding finding;
    finding.json = json_of(found);
    finding.text = failure_text(subject.scenario->name(), strategy_of(options, failure), found, {});
    finding.text += "  again:   " + again + std::to_string(failure.seed) + "\n";
    return finding;
}

Finding kept_run(const Subject& subject, const ExploreOptions& options, std::uint64_t replays,
                 const PartFailure& failure, bool exhaustive) {
    FoundFailure found;
    found.run = failure.run;
    found.seed = failure.seed;
    found.member = failure.member;
    found.deterministic = failure.deterministic;
    Runner runner(*subject.scenario, run_settings(options),
                  std::make_unique<ListedChoices>(failure.choices));
    RecordedRun recorded = runner.record(failure.seed);
    found.outcome = std::move(recorded.outcome);
    found.trace = std::move(recorded.trace);
    // Made again with the same choices, it must fail again.
    found.deterministic &= found.outcome.failed();
    if (replays != 0 && found.deterministic) {
        ShrinkOptions shrinking;
        shrinking.replays = replays;
        shrink_failure(*subject.scenario, shrinking, found);
    }
    if (!options.trace_folder.empty()) {
        keep_trace(found, file_of(options, found.trace, exhaustive));
    }
    Finding finding;
    finding.json = json_of(found);
    finding.text = failure_text(subject.scenario->name(), strategy_of(options, failure), found,
                                "foliot replay " + found.trace_file);
    finding.deterministic = found.deterministic;
    return finding;
}

}  // namespace

Json Finding::to_json() const {
    return {{"json", json}, {"text", text}, {"deterministic", deterministic}};
}

Finding Finding::from_json(const Json& json) {
    return {json.at("json"), json.at("text"), json.at("deterministic")};
}

std::vector<Finding> look_at(const Subject& subject, const ExploreOptions& options,
                             std::uint64_t replays, const std::vector<PartFailure>& failures,
                             const std::string& again) {
    const bool exhaustive = strategy_traits(options.strategy).exhaustive;
    std::vector<Finding> findings;
    while (findings.size() < failures.size()) {
        if (!failures[findings.size()].end.empty()) {
            findings.push_back(lost_run(subject, options, failures[findings.size()], again));
            continue;
        }
        const std::size_t first = findings.size();
        ChildProcess process([&](const ChildProcess::Say& say) {
            for (std::size_t i = first; i < failures.size() && failures[i].end.empty(); ++i)
                say(kept_run(subject, options, replays, failures[i], exhaustive).to_json().dump());
        });
        const std::string end = process.hear_out([&findings](const std::string& line) {
            findings.push_back(Finding::from_json(Json::parse(line)));
        });
        if (end.empty()) continue;
        // It failed, and did not take its process with it, the first time.
        PartFailure failure = failures[findings.size()];
        failure.end = end + " when it was made again";
        Finding finding = lost_run(subject, options, failure, again);
        finding.deterministic = false;
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace foliot
