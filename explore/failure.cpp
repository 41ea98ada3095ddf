#include "explore/failure.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

FoundFailure found_failure(std::uint64_t run, std::uint64_t seed, const Outcome& outcome) {
    FoundFailure failure;
    failure.run = run;
    failure.seed = seed;
    failure.outcome.verdict = outcome.verdict;
    failure.outcome.message = outcome.message;
    failure.outcome.step = outcome.step;
    failure.outcome.time_ns = nanoseconds(outcome.time);
    failure.outcome.where = place_of(outcome.where);
    return failure;
}

bool same_failure(const RecordedOutcome& a, const RecordedOutcome& b) {
    return a.verdict == b.verdict && a.step == b.step && a.time_ns == b.time_ns;
}

Json failure_to_json(const FoundFailure& failure) {
    return {{"run", failure.run},         {"seed", failure.seed},
            {"member", failure.member},   {"outcome", outcome_to_json(failure.outcome)},
            {"choices", failure.choices}, {"deterministic", failure.deterministic},
            {"end", failure.end}};
}

FoundFailure failure_from_json(const Json& json) {
    FoundFailure failure;
    json.at("run").get_to(failure.run);
    json.at("seed").get_to(failure.seed);
    json.at("member").get_to(failure.member);
    failure.outcome = outcome_from_json(json.at("outcome"));
    json.at("choices").get_to(failure.choices);
    json.at("deterministic").get_to(failure.deterministic);
    json.at("end").get_to(failure.end);
    return failure;
}

Json outcome_to_json(const RecordedOutcome& outcome) {
    return {{"verdict", name_of(outcome.verdict)},
            {"message", outcome.message},
            {"step", outcome.step},
            {"time_ns", outcome.time_ns},
            {"where", outcome.where}};
}

RecordedOutcome outcome_from_json(const Json& json) {
    RecordedOutcome outcome;
    outcome.verdict = verdict_named(json.at("verdict").get<std::string>()).value_or(Verdict::crash);
    json.at("message").get_to(outcome.message);
    json.at("step").get_to(outcome.step);
    json.at("time_ns").get_to(outcome.time_ns);
    json.at("where").get_to(outcome.where);
    return outcome;
}

ChoiceList choices_of(const Trace& trace) {
    ChoiceList choices;
    choices.reserve(trace.choices.size());
    for (const RecordedChoice& choice : trace.choices)
        choices.emplace_back(choice.of, choice.taken);
    return choices;
}

std::string trace_path(const std::string& folder, const std::string& name, std::uint64_t seed) {
    std::string file;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        file += plain ? c : '_';
    }
    return (std::filesystem::path(folder) / (file + "-" + std::to_string(seed) + ".json")).string();
}

}  // namespace foliot
