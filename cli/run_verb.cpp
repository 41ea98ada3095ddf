#include <fmt/core.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/report.h"
#include "cli/subjects.h"
#include "cli/verbs.h"
#include "explore/environment.h"
#include "explore/failure.h"
#include "explore/run_report.h"
#include "explore/runner.h"
#include "explore/workers/calibration_limit.h"
#include "explore/workers/crash.h"
#include "sim/duration_text.h"
#include "strategies/registry.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Subject& subject, Runner& runner, const RecordedRun& run) {
    const RunSettings& settings = runner.settings();
    if (subject.owned == nullptr) return outcome_json(subject.scenario->name(), settings, run);
    // A program reports in the words of conformance vectors.
    std::string report;
    static_cast<void>(runner.run(settings.seed, [&](Loop& loop) {
        Outcome outcome;
        report = subject.owned->report_text(loop, &outcome);
        return outcome;
    }));
    Json json = Json::parse(report);
    if (run.outcome.failed()) json["verdict"] = name_of(run.outcome.verdict);  // a law may say so
    if (settings.debug) json["warnings"] = warnings_json(run.outcome);
    return json;
}

void print_outcome(const Subject& subject, const RunSettings& settings, const RecordedRun& run) {
    const Outcome& outcome = run.outcome;
    fmt::print("{}  {}  seed={} strategy={}  {} steps  t={}\n", subject.scenario->name(),
               name_of(outcome.verdict), settings.seed, settings.strategy, outcome.steps,
               duration_text(nanoseconds(outcome.time)));
    for (const Figure& figure : outcome.values) {
        fmt::print("  {:<22} {}\n", figure.name,
                   figure.time ? duration_text(figure.value) : std::to_string(figure.value));
    }
    if (!outcome.failed()) return;
    const std::string place = place_of(outcome.where);
    fmt::print("  step {}: {}{}\n", outcome.step, outcome.message,
               place.empty() ? "" : "  " + place);
}

/// Makes the run again for its figures; false where it comes to something else then.
bool report_on(RunReport& report, const Scenario& scenario, Runner& runner,
               const Outcome& expected) {
    const RunSettings& settings = runner.settings();
    const Outcome outcome = runner.run(settings.seed, [&](Loop& loop) {
        report.watch(loop);
        Outcome ended = scenario.run(loop, inputs_under(settings.strategy, settings.options));
        report.finish(ended);
        return ended;
    });
    return outcome.verdict == expected.verdict && outcome.steps == expected.steps &&
           outcome.time == expected.time;
}

/// Runs that a strategy learns from may take their process with them: only those are made that do
/// not.
Calibration calibration_for(const Scenario& scenario, const RunSettings& settings) {
    Calibration calibration;
    const std::unique_ptr<Strategy> strategy = make_strategy(settings.strategy);
    if (strategy != nullptr && strategy->wants_profile(settings.seed)) {
        constexpr std::chrono::seconds timeout{20};
        calibration.runs = calibration_runs_that_end(scenario, settings, timeout);
    }
    return calibration;
}

}  // namespace

ExitCode run_verb(const Command& command) {
    const std::vector<Subject> subjects = find_subjects(command);
    if (subjects.size() > 1) {
        throw UsageError(command.subjects.front() + ": holds " + std::to_string(subjects.size()) +
                         " programs; say which: --program NAME");
    }
    const Subject& subject = subjects.front();
    const RunSettings settings = settings_of(command, *subject.scenario);
    const CrashReport crash(subject.scenario->name(),
                            again_command(subject, settings, command.laws));
    CrashReport::begin(0, settings.seed);
    Runner runner(*subject.scenario, settings);
    runner.calibrate_so(calibration_for(*subject.scenario, settings));
    const RecordedRun run = runner.record(settings.seed);
    if (command.trace) write_trace(*command.trace, run.trace);
    RunReport report(settings.slow_callback_duration);
    const bool same = !command.report || report_on(report, *subject.scenario, runner, run.outcome);
    if (command.json) {
        Json json = json_of(subject, runner, run);
        if (command.report) json["report"] = report.json();
        fmt::print("{}\n", json.dump(subject.owned ? -1 : 2));
    } else {
        fmt::print(stderr, "{}", warnings_text(run.outcome));
        print_outcome(subject, settings, run);
        if (command.report) fmt::print("\n{}", report.text());
    }
    if (!same) {
        fmt::print(stderr,
                   "foliot: not deterministic: the report is of a run that ended otherwise\n");
        return ExitCode::not_deterministic;
    }
    return run.outcome.failed() ? ExitCode::failed : ExitCode::held;
}

}  // namespace foliot
