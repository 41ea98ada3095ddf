#include "explore/workers/part.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// Runs of a part: few enough for workers to share them out, many enough to be worth a report.
/// After so many parts of a size they have twice the size.
constexpr std::uint64_t block = 128;
constexpr std::size_t same_size = 64;
/// So many parts have more runs than anybody will see.
constexpr std::size_t endless = 40 * same_size;

Json coverage_to_json(const Coverage& coverage) {
    Json classes = Json::array();
    for (const auto& [fingerprint, count] : coverage.classes)
        classes.push_back({fingerprint, count});
    return {{"runs", coverage.runs},
            {"steps", coverage.steps},
            {"most_steps", coverage.most_steps},
            {"most_tasks", coverage.most_tasks},
            {"most_choices", coverage.most_choices},
            {"classes", std::move(classes)}};
}

Coverage coverage_from_json(const Json& json) {
    Coverage coverage;
    json.at("runs").get_to(coverage.runs);
    json.at("steps").get_to(coverage.steps);
    json.at("most_steps").get_to(coverage.most_steps);
    json.at("most_tasks").get_to(coverage.most_tasks);
    json.at("most_choices").get_to(coverage.most_choices);
    for (const Json& each : json.at("classes"))
        coverage.classes[each.at(0)] = each.at(1);
    return coverage;
}

Json warnings_to_json(const FoundWarnings& warnings) {
    Json list = Json::array();
    for (const FoundWarning& found : warnings.list()) {
        list.push_back({{"kind", static_cast<int>(found.first.kind)},
                        {"message", found.first.message},
                        {"step", found.first.step},
                        {"time_ns", found.first.time_ns},
                        {"where", found.first.where},
                        {"seed", found.seed},
                        {"count", found.count}});
    }
    return {{"list", std::move(list)}, {"dropped", warnings.dropped()}};
}

FoundWarnings warnings_from_json(const Json& json) {
    FoundWarnings warnings;
    for (const Json& each : json.at("list")) {
        FoundWarning found;
        found.first.kind = static_cast<WarningKind>(each.at("kind").get<int>());
        each.at("message").get_to(found.first.message);
        each.at("step").get_to(found.first.step);
        each.at("time_ns").get_to(found.first.time_ns);
        each.at("where").get_to(found.first.where);
        each.at("seed").get_to(found.seed);
        each.at("count").get_to(found.count);
        warnings.add(found);
    }
    warnings.add_dropped(json.at("dropped"));
    return warnings;
}

}  // namespace

void PartReport::add(const PartReport& later) {
    runs += later.runs;
    steps += later.steps;
    redundant += later.redundant;
    complete = later.complete;
    interrupted |= later.interrupted;
    cut_short |= later.cut_short;
    failures.insert(failures.end(), later.failures.begin(), later.failures.end());
    outcomes.insert(later.outcomes.begin(), later.outcomes.end());
    coverage.add(later.coverage);
    warnings.add(later.warnings);
}

PartReport report_of(const Exploration& exploration) {
    PartReport report;
    report.runs = exploration.runs;
    report.steps = exploration.steps;
    report.redundant = exploration.redundant;
    report.complete = exploration.complete;
    report.interrupted = exploration.interrupted;
    report.failures = exploration.failures;
    report.outcomes = exploration.outcomes;
    report.coverage = exploration.coverage;
    report.warnings = exploration.warnings;
    return report;
}

Json part_report_to_json(const PartReport& report) {
    Json failures = Json::array();
    for (const FoundFailure& failure : report.failures)
        failures.push_back(failure_to_json(failure));
    return {{"runs", report.runs},
            {"steps", report.steps},
            {"redundant", report.redundant},
            {"complete", report.complete},
            {"interrupted", report.interrupted},
            {"cut_short", report.cut_short},
            {"failures", std::move(failures)},
            {"outcomes", report.outcomes},
            {"coverage", coverage_to_json(report.coverage)},
            {"warnings", warnings_to_json(report.warnings)}};
}

PartReport part_report_from_json(const Json& json) {
    PartReport report;
    json.at("runs").get_to(report.runs);
    json.at("steps").get_to(report.steps);
    json.at("redundant").get_to(report.redundant);
    json.at("complete").get_to(report.complete);
    json.at("interrupted").get_to(report.interrupted);
    json.at("cut_short").get_to(report.cut_short);
    for (const Json& failure : json.at("failures"))
        report.failures.push_back(failure_from_json(failure));
    json.at("outcomes").get_to(report.outcomes);
    report.coverage = coverage_from_json(json.at("coverage"));
    report.warnings = warnings_from_json(json.at("warnings"));
    return report;
}

Explored add_up(const std::vector<std::optional<PartReport>>& reports, bool keep_going,
                bool exhaustive) {
    Explored result;
    bool complete = true;
    for (std::size_t part = 0; part < reports.size(); ++part) {
        if (!reports[part]) continue;
        PartReport report = *reports[part];
        std::sort(report.failures.begin(), report.failures.end(),
                  [](const FoundFailure& a, const FoundFailure& b) { return a.run < b.run; });
        for (FoundFailure& failure : report.failures) {
            result.places.push_back({part, failure.run});
            if (exhaustive) failure.run += result.sum.runs;
        }
        complete &= report.complete;
        result.sum.add(report);
        if (!report.failures.empty() && !keep_going) {
            complete = false;
            break;
        }
    }
    result.sum.complete = exhaustive && complete;
    return result;
}

std::vector<Part> seeded_parts(std::uint64_t runs) {
    std::vector<Part> parts;
    std::uint64_t first = 0;
    while (parts.size() < endless && (runs == 0 || first < runs)) {
        const std::uint64_t size = block << (parts.size() / same_size);
        parts.push_back({first, runs == 0 ? size : std::min(size, runs - first), {}});
        first += size;
    }
    return parts;
}

}  // namespace foliot
