#include "properties/testing/test.h"

#include <errno.h>
#include <gtest/gtest-spi.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "properties/crash.h"
#include "properties/environment.h"
#include "properties/explore.h"
#include "properties/failure_text.h"
#include "traces/replay.h"
#include "traces/trace_json.h"

namespace foliot::detail {

namespace {

/// Wrong usage ends the program: a test that ran under other settings than asked for proves
/// nothing.
Environment environment_or_exit() {
    try {
        return read_environment();
    } catch (const UsageError& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

Trace trace_or_exit(const std::string& file) {
    try {
        return read_trace(file);
    } catch (const TraceError& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

std::string replay_command(const std::string& trace, const std::string& test) {
    return "FOLIOT_REPLAY=" + trace + " " + program_invocation_name + " --gtest_filter=" + test;
}

void report(const std::string& text, const char* file, int line) {
    std::fputs(text.c_str(), stderr);
    ADD_FAILURE_AT(file, line) << text;
}

void replay_test(const Scenario& scenario, const std::string& trace_file, const char* file,
                 int line) {
    const Trace trace = trace_or_exit(trace_file);
    if (trace.scenario != scenario.name()) {
        GTEST_SKIP() << trace_file << " is a trace of " << trace.scenario;
    }
    LoopOptions base;
    scenario.adjust(base);
    const ReplayReport replayed = replay(trace, ReplayMode::loose, base, [&](Loop& loop) {
        return catching_expectations(
            [&] { return scenario.run(loop, inputs_under(trace.strategy, {})); });
    });
    for (const std::string& skipped : replayed.skipped) {
        std::fprintf(stderr, "foliot: skipped %s\n", skipped.c_str());
    }
    if (!replayed.outcome.failed()) return;
    FoundFailure failure{};
    failure.seed = trace.seed;
    failure.outcome = replayed.outcome;
    failure.trace_file = trace_file;
    report(failure_text(scenario.name(), "replay", failure,
                        replay_command(trace_file, scenario.name())),
           file, line);
}

void explore_test(const Scenario& scenario, const Environment& environment, const char* file,
                  int line) {
    ExploreOptions options;
    if (environment.seed) options.seed = *environment.seed;
    if (environment.runs) options.runs = *environment.runs;
    if (environment.strategy) options.strategy = *environment.strategy;
    if (environment.trace_folder) options.trace_folder = *environment.trace_folder;
    options.around = catching_expectations;
    const CrashReport crash(scenario.name(),
                            "FOLIOT_RUNS=1 " + std::string(program_invocation_name) +
                                " --gtest_filter=" + scenario.name() + "   with FOLIOT_SEED=");
    options.progress = [](const Progress& progress) {
        CrashReport::begin(progress.run, progress.seed);
    };
    const Exploration result = explore(scenario, options);
    testing::Test::RecordProperty("foliot.runs", std::to_string(result.runs));
    for (const FoundFailure& failure : result.failures) {
        testing::Test::RecordProperty("foliot.seed", std::to_string(failure.seed));
        report(failure_text(scenario.name(), result.strategy, failure,
                            replay_command(failure.trace_file, scenario.name())),
               file, line);
    }
}

}  // namespace

Outcome catching_expectations(const std::function<Outcome()>& run) {
    testing::TestPartResultArray results;
    Outcome outcome;
    {
        const testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
        outcome = run();
    }
    for (int i = 0; i < results.size() && !outcome.failed(); ++i) {
        const testing::TestPartResult& result = results.GetTestPartResult(i);
        if (!result.failed()) continue;
        outcome.verdict = Verdict::check;
        outcome.message = result.summary();
        if (result.file_name() != nullptr) {
            outcome.message +=
                "  " + std::string(result.file_name()) + ":" + std::to_string(result.line_number());
        }
    }
    return outcome;
}

void run_test(const char* suite, const char* name, Coro<void> (*body)(), const char* file,
              int line) {
    const Environment environment = environment_or_exit();
    const CoroScenario scenario(std::string(suite) + "." + name, "",
                                [body](const Inputs&) { return body(); });
    if (environment.replay) {
        replay_test(scenario, *environment.replay, file, line);
    } else {
        explore_test(scenario, environment, file, line);
    }
}

}  // namespace foliot::detail
