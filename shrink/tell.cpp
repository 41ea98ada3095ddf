#include "shrink/tell.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "explore/json_text.h"
#include "explore/workers/child_process.h"
#include "shrink/trials/trials.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

Finding finding_of(const FoundFailure& failure, const TellOptions& options) {
    Finding finding;
    finding.name = options.name;
    finding.strategy = options.strategy;
    if (!failure.member.empty()) finding.strategy += " (" + failure.member + ")";
    finding.failure = failure;
    finding.repeated = failure.end;
    return finding;
}

/// Of a run that has no trace.
Finding without_trace(const FoundFailure& failure, const TellOptions& options) {
    Finding finding = finding_of(failure, options);
    if (options.again) finding.again = options.again(failure);
    return finding;
}

/// In another process: makes the run again and stores its trace.
Finding stored(const FoundFailure& failure, FailingRun& run, const TellOptions& options) {
    Finding finding = finding_of(failure, options);
    const Trace trace = run.record();
    FoundFailure& told = finding.failure;
    told.deterministic = told.deterministic && same_failure(told.outcome, trace.outcome);
    if (told.deterministic) {
        told.outcome = trace.outcome;
    } else {
        const bool failed = trace.outcome.verdict != Verdict::completed;
        finding.repeated = failed ? headline(trace.outcome) : "it completed";
    }
    if (options.entries) finding.choices = choices_to_json(trace);
    finding.notes = run.notes();
    if (options.trace_folder.empty()) return finding;
    const std::string name =
        options.digest_in_name ? options.name + "-" + digest_text(trace.digest) : options.name;
    const std::string file = trace_path(options.trace_folder, name, failure.seed);
    try {
        write_trace(file, trace);
        finding.trace_file = file;
        if (options.replay) finding.replay = options.replay(file);
    } catch (const std::exception& error) {
        finding.trace_error = error.what();
    }
    return finding;
}

/// Failures from `first` on, made again and stored, up to the first that ends the process.
std::vector<Finding> store(const std::vector<FoundFailure>& failures, std::size_t first,
                           const std::function<Finding(const FoundFailure&)>& stored,
                           const TellOptions& options) {
    ChildProcess process([&](const ChildProcess::Say& say) {
        for (std::size_t i = first; i < failures.size() && failures[i].end.empty(); ++i)
            say(json_text(stored(failures[i]).to_json()));
    });
    ChildProcess::Patience patience;
    patience.silence = options.limits.run_timeout;
    std::vector<Finding> findings;
    const ProcessEnd end = process.hear_out(
        [&findings](const std::string& text) {
            findings.push_back(Finding::from_json(Json::parse(text)));
        },
        patience);
    const std::size_t at = first + findings.size();
    if (end.finished() || at >= failures.size()) return findings;
    // It failed, and did not take its process with it, the first time.
    FoundFailure failure = failures[at];
    failure.end = end.words();
    failure.deterministic = false;
    findings.push_back(without_trace(failure, options));
    return findings;
}

void shrink(Finding& finding, FailingRun& run, const TellOptions& options) {
    std::string line = "found " + headline(finding.failure.outcome) + ", shrinking";
    if (!finding.trace_file.empty()) line += " (trace: " + finding.trace_file + ")";
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::fprintf(stderr, "%s\n", line.c_str());
    const ShrunkApart shrunk =
        shrink_apart(run, options.shrinking, options.limits, finding.trace_file, options.entries);
    const ShrinkResult& result = shrunk.result;
    if (result.replays == 0) {
        finding.shrunk = result.stopped.empty() ? "" : "not at all   " + result.stopped;
        return;
    }
    if (!result.deterministic) {
        finding.failure.deterministic = false;
        finding.repeated = "when it was shrunk";
        return;
    }
    if (!shrunk.error.empty()) {
        finding.shrunk = "not stored: " + shrunk.error;
        return;
    }
    finding.shrunk = result.text();
    finding.failure.outcome = result.trace.outcome;
    finding.choices = shrunk.choices;
    finding.notes = shrunk.notes;
}

}  // namespace

std::vector<Finding> tell(const std::vector<FoundFailure>& failures, const RunOfFailure& run,
                          const TellOptions& options) {
    const auto store_one = [&](const FoundFailure& failure) {
        return stored(failure, *run(failure), options);
    };
    std::vector<Finding> findings;
    while (findings.size() < failures.size()) {
        const FoundFailure& next = failures[findings.size()];
        if (!next.end.empty()) {
            findings.push_back(without_trace(next, options));
            continue;
        }
        for (Finding& each : store(failures, findings.size(), store_one, options))
            findings.push_back(std::move(each));
    }
    if (options.shrinking.replays <= Trials::recordings) return findings;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (options.shrinking.stop && options.shrinking.stop()) break;
        const bool made_again = failures[i].end.empty() && findings[i].failure.end.empty();
        if (made_again && findings[i].deterministic()) {
            shrink(findings[i], *run(failures[i]), options);
        }
    }
    return findings;
}

Finding tell(const FoundFailure& failure, FailingRun& run, const TellOptions& options) {
    const std::shared_ptr<FailingRun> borrowed(&run, [](FailingRun*) {});
    return tell(
               {failure}, [&borrowed](const FoundFailure&) { return borrowed; }, options)
        .front();
}

}  // namespace foliot
