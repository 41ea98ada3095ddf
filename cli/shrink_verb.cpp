#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/interrupt.h"
#include "cli/trace_subject.h"
#include "cli/verbs.h"
#include "explore/environment.h"
#include "explore/json_text.h"
#include "explore/shell_word.h"
#include "shrink/finding.h"
#include "shrink/shrink_apart.h"
#include "sim/duration_text.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// One rewritten line on a terminal; nothing elsewhere, for it takes seconds at most.
class ShrinkLine {
  public:
    ShrinkLine(std::string name, bool shown)
        : name_(std::move(name)), shown_(shown && isatty(STDERR_FILENO) != 0) {}
    ShrinkLine(const ShrinkLine&) = delete;
    ShrinkLine& operator=(const ShrinkLine&) = delete;
    ~ShrinkLine() {
        if (width_ == 0) return;
        fmt::print(stderr, "\r{:{}}\r", "", width_);
        std::fflush(stderr);
    }

    void show(const ShrinkProgress& progress) {
        constexpr std::uint64_t replays_between = 20;
        if (!shown_ || progress.replay % replays_between != 0) return;
        const std::string line =
            fmt::format("shrink {}  replay {}/{}  {} choices -> {}", name_, progress.replay,
                        progress.replays, progress.before, progress.now);
        fmt::print(stderr, "\r{:{}}", line, width_);
        std::fflush(stderr);
        width_ = line.size();
    }

  private:
    std::string name_;
    bool shown_;
    std::size_t width_ = 0;
};

/// The given run, another one, and the simpler of them twice.
constexpr std::uint64_t fewest_replays = 4;

/// Beside the trace: `NAME-min.json`.
std::string default_output(const std::string& file) {
    const std::filesystem::path path(file);
    return (path.parent_path() / (path.stem().string() + "-min.json")).string();
}

void check_shrinkable(const Trace& trace, const std::string& file) {
    const Verdict verdict = trace.outcome.verdict;
    if (verdict == Verdict::completed) {
        throw UsageError(file +
                         ": is the trace of a run that did not fail; there is nothing to "
                         "shrink");
    }
    if (verdict == Verdict::crash || verdict == Verdict::hang) {
        throw UsageError(file + ": the run ended in a " + std::string(name_of(verdict)) +
                         ", and no choices are known that lead there");
    }
}

std::string how_few(const ShrinkResult& result) {
    if (result.minimal) return "the fewest with which it fails so";
    return "fewer were not found in " + std::to_string(result.replays) + " replays";
}

void print(const std::string& scenario, const ShrinkResult& result, const std::string& output) {
    const RecordedOutcome& outcome = result.trace.outcome;
    fmt::print("{}  step {}  t={}  {}\n", scenario, outcome.step, duration_text(outcome.time_ns),
               headline(outcome));
    if (result.statements_before != 0) {
        fmt::print("  program: {} statements -> {}\n", result.statements_before,
                   result.statements_after);
    }
    fmt::print("  was:     {} of the choices other than fifo's\n", result.before);
    fmt::print("  left:    {}; {}\n", result.after, how_few(result));
    for (const std::string& sentence : result.left)
        fmt::print("           {}\n", sentence);
    if (!result.stopped.empty()) fmt::print("           {}\n", result.stopped);
    fmt::print("  trace:   {}\n  replay:  foliot replay {}\n", output, shell_word(output));
}

Json to_json(const Trace& trace, const ShrunkApart& shrunk, const std::string& output) {
    const ShrinkResult& result = shrunk.result;
    const RecordedOutcome& outcome = result.trace.outcome;
    Json json;
    json["scenario"] = trace.scenario;
    json["seed"] = std::to_string(trace.settings.seed);
    json["verdict"] = name_of(outcome.verdict);
    json["message"] = outcome.message;
    json["step"] = outcome.step;
    json["before"] = result.before;
    json["after"] = result.after;
    json["left"] = result.left;
    json["minimal"] = result.minimal;
    json["replays"] = result.replays;
    if (result.statements_before != 0) {
        json["statements_before"] = result.statements_before;
        json["statements_after"] = result.statements_after;
    }
    if (!result.stopped.empty()) json["stopped"] = result.stopped;
    json["digest"] = shrunk.digest;
    json["trace"] = output;
    return json;
}

/// The run of a trace.
class TracedRun final : public FailingRun {
  public:
    /// Both outlive this.
    TracedRun(const Scenario& scenario, const Trace& trace) : scenario_(scenario), trace_(trace) {}

    Trace record() override { return trace_; }
    ShrinkResult shrink(const ShrinkOptions& options) override {
        return foliot::shrink(scenario_, trace_, options);
    }

  private:
    const Scenario& scenario_;
    const Trace& trace_;
};

ShrunkApart shrink_in_sight(const Command& command, const Trace& trace, const Scenario& scenario,
                            const std::string& output) {
    ShrinkLine line(trace.scenario, !command.quiet);
    ShrinkOptions options;
    options.replays = command.shrink.value_or(options.replays);
    if (options.replays < fewest_replays) {
        throw UsageError("shrinking in " + std::to_string(options.replays) +
                         " replays comes to nothing; give --shrink " +
                         std::to_string(fewest_replays) + " or more");
    }
    options.statements = command.shrink_program;
    options.progress = [&line](const ShrinkProgress& progress) { line.show(progress); };
    options.stop = [] { return Interrupt::asked(); };
    ShrinkLimits limits;
    limits.time = command.shrink_time.value_or(limits.time);
    TracedRun run(scenario, trace);
    return shrink_apart(run, options, limits, output);
}

}  // namespace

ExitCode shrink_verb(const Command& command) {
    const std::string& file = command.subjects.front();
    const Trace trace = read_trace(file);
    check_shrinkable(trace, file);
    const TraceSubject subject = subject_of(trace, file, "shrink");
    static_cast<void>(inputs_of(trace, file, *subject.scenario));  // the files are what they were
    if (command.shrink_program && subject.owned == nullptr) {
        throw UsageError(file + ": is no trace of a program in JSON; leave out --program");
    }
    const Interrupt interrupt;
    const std::string output = command.output.value_or(default_output(file));
    const ShrunkApart shrunk = shrink_in_sight(command, trace, *subject.scenario, output);
    const ShrinkResult& result = shrunk.result;
    if (result.replays == 0) {
        fmt::print(stderr, "foliot: {}: nothing simpler was found; {}\n", file, result.stopped);
        return Interrupt::asked() ? ExitCode::interrupted : ExitCode::failed;
    }
    if (!result.deterministic) {
        fmt::print(stderr, "foliot: {}: NOT DETERMINISTIC: made again, the run went another way\n",
                   file);
        return ExitCode::not_deterministic;
    }
    if (!shrunk.error.empty()) throw TraceError(shrunk.error);
    if (command.json) {
        fmt::print("{}\n", json_text(to_json(trace, shrunk, output), 2));
    } else {
        print(trace.scenario, result, output);
    }
    return Interrupt::asked() ? ExitCode::interrupted : ExitCode::held;
}

}  // namespace foliot
