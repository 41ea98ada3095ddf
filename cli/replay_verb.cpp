#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/report.h"
#include "cli/trace_subject.h"
#include "cli/verbs.h"
#include "explore/failure.h"
#include "explore/workers/crash.h"
#include "sim/duration_text.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"
#include "traces/replay/replay.h"
#include "traces/view/timeline.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

void print(const Trace& trace, const ReplayReport& report, ReplayMode mode) {
    for (const std::string& skipped : report.skipped) {
        fmt::print(stderr, "foliot: skipped {}\n", skipped);
    }
    const Outcome& outcome = report.outcome;
    fmt::print("{}  {}  step {}  t={}  digest {}\n", trace.scenario, name_of(outcome.verdict),
               outcome.step, duration_text(nanoseconds(outcome.time)),
               digest_text(report.trace.digest));
    if (outcome.failed() && !outcome.message.empty()) fmt::print("  {}\n", outcome.message);
    if (mode == ReplayMode::strict) {
        fmt::print("{}\n", report.same ? "the same run: digests are equal"
                                       : "NOT the same run: " + report.divergence->text());
    }
}

Json to_json(const Trace& trace, const ReplayReport& report) {
    Json json;
    json["scenario"] = trace.scenario;
    json["seed"] = std::to_string(trace.settings.seed);
    json["same"] = report.same;
    json["verdict"] = name_of(report.outcome.verdict);
    json["message"] = report.outcome.message;
    json["step"] = report.outcome.step;
    json["digest"] = digest_text(report.trace.digest);
    json["recorded_digest"] = digest_text(trace.digest);
    json["divergence"] = report.divergence ? Json(report.divergence->text()) : Json();
    json["skipped"] = report.skipped;
    return json;
}

}  // namespace

ExitCode replay_verb(const Command& command) {
    const std::string& file = command.subjects.front();
    const Trace trace = read_trace(file);
    const TraceSubject found = subject_of(trace, file, "replay");
    const Inputs inputs = inputs_of(trace, file, *found.scenario);
    const ReplayMode mode = command.loose ? ReplayMode::loose : ReplayMode::strict;
    const LoopOptions base = loop_options(*found.scenario, command.settings);
    const CrashReport crash(trace.scenario, "foliot replay " + file + "   seed ");
    CrashReport::begin(0, trace.settings.seed);
    const ReplayReport report = replay(
        trace, mode, base, [&](Loop& loop) { return found.scenario->run(loop, inputs); },
        command.until.value_or(no_step));
    if (command.until) {
        TimelineOptions options;
        options.colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
        fmt::print("{}", timeline(report.trace, options));
        return ExitCode::held;
    }
    if (command.json) {
        Json json = to_json(trace, report);
        if (command.settings.debug) json["warnings"] = warnings_json(report.outcome);
        fmt::print("{}\n", json.dump(2));
    } else {
        fmt::print(stderr, "{}", warnings_text(report.outcome));
        print(trace, report, mode);
    }
    if (mode == ReplayMode::strict && !report.same) return ExitCode::not_deterministic;
    return report.outcome.failed() ? ExitCode::failed : ExitCode::held;
}

}  // namespace foliot
