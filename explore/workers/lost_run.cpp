#include "explore/workers/lost_run.h"

#include <nlohmann/json.hpp>

#include "explore/json_text.h"
#include "explore/workers/child_process.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

std::string message_of(const ProcessEnd& end) {
    using How = ProcessEnd::How;
    switch (end.how) {
        case How::exited:
        case How::muted:
            return "the run ended its process: " + end.words();
        case How::silent:
        case How::late:
            return "the run did not come to an end in time (--run-timeout)";
        case How::finished:
        case How::failed:
        case How::killed:
        case How::disturbed:
        case How::stopped:
            return "the run took its process with it: " + end.words();
    }
    return {};
}

}  // namespace

FoundFailure lost_run(std::uint64_t run, std::uint64_t seed, const ProcessEnd& end) {
    const bool hung = end.how == ProcessEnd::How::silent || end.how == ProcessEnd::How::late;
    FoundFailure failure;
    failure.run = run;
    failure.seed = seed;
    failure.outcome.verdict = hung ? Verdict::hang : Verdict::crash;
    failure.outcome.message = message_of(end);
    failure.end = end.words();
    return failure;
}

void learn_choices(FoundFailure& failure, const Again& again, std::chrono::milliseconds timeout) {
    ChildProcess process([&](const ChildProcess::Say& say) {
        const RecordedRun run = again();
        FoundFailure made = failure;
        made.choices = choices_of(run.trace);
        made.deterministic = same_failure(failure.outcome, run.trace.outcome);
        say(json_text(failure_to_json(made)));
    });
    ChildProcess::Patience patience;
    // Whoever waits for this process has as much patience, and would take it for the run's.
    patience.silence = timeout / 4 * 3;
    const ProcessEnd end = process.hear_out(
        [&failure](const std::string& text) { failure = failure_from_json(Json::parse(text)); },
        patience);
    if (end.finished()) return;
    failure.deterministic = false;
    failure.end = end.words();
}

}  // namespace foliot
