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
#include "explore/failure.h"
#include "explore/workers/crash.h"
#include "shrink/shrink.h"
#include "sim/duration_text.h"
#include "traces/file/digest.h"
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
                         ", which no search in this process would survive");
    }
}

std::string how_few(const ShrinkResult& result) {
    if (result.minimal) return "the fewest with which it fails so";
    return "fewer were not found in " + std::to_string(result.replays) + " replays";
}

void print(const ShrinkResult& result, const std::string& output) {
    const Outcome& outcome = result.outcome;
    const std::string verdict =
        outcome.verdict == Verdict::check ? "" : std::string(name_of(outcome.verdict)) + ": ";
    fmt::print("{}  step {}  t={}  {}{}\n", result.trace.scenario, outcome.step,
               duration_text(nanoseconds(outcome.time)), verdict, outcome.message);
    if (result.statements_before != 0) {
        fmt::print("  program: {} statements -> {}\n", result.statements_before,
                   result.statements_after);
    }
    fmt::print("  was:     {} of the choices other than fifo's\n", result.before);
    fmt::print("  left:    {}; {}\n", result.after, how_few(result));
    for (const std::string& sentence : result.left)
        fmt::print("           {}\n", sentence);
    fmt::print("  trace:   {}\n  replay:  foliot replay {}\n", output, output);
}

Json to_json(const ShrinkResult& result, const std::string& output) {
    Json json;
    json["scenario"] = result.trace.scenario;
    json["seed"] = std::to_string(result.trace.seed);
    json["verdict"] = name_of(result.outcome.verdict);
    json["message"] = result.outcome.message;
    json["step"] = result.outcome.step;
    json["before"] = result.before;
    json["after"] = result.after;
    json["left"] = result.left;
    json["minimal"] = result.minimal;
    json["replays"] = result.replays;
    if (result.statements_before != 0) {
        json["statements_before"] = result.statements_before;
        json["statements_after"] = result.statements_after;
    }
    json["digest"] = digest_text(result.trace.digest);
    json["trace"] = output;
    return json;
}

ShrinkResult shrink_in_sight(const Command& command, const Trace& trace, const Scenario& scenario) {
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
    return shrink(scenario, trace, options);
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
    const CrashReport crash(trace.scenario, "foliot shrink " + file + "   seed ");
    CrashReport::begin(0, trace.seed);
    const Interrupt interrupt;
    const ShrinkResult result = shrink_in_sight(command, trace, *subject.scenario);
    if (!result.deterministic) {
        fmt::print(stderr, "foliot: {}: NOT DETERMINISTIC: made again, the run went another way\n",
                   file);
        return ExitCode::not_deterministic;
    }
    const std::string output = command.output.value_or(default_output(file));
    write_trace(output, result.trace);
    if (command.json) {
        fmt::print("{}\n", to_json(result, output).dump(2));
    } else {
        print(result, output);
    }
    return Interrupt::asked() ? ExitCode::interrupted : ExitCode::held;
}

}  // namespace foliot
