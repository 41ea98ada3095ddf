#include "testing/test.h"

#include <gtest/gtest-spi.h>

#include <cstdio>
#include <string>
#include <utility>

#include "explore/environment.h"
#include "explore/explore.h"
#include "explore/watched.h"
#include "explore/workers/crash.h"
#include "shrink/tell.h"
#include "testing/test_glue.h"
#include "traces/replay/replay.h"

namespace foliot::detail {

namespace {

/// To shrink a failure: as many as there are runs to find it.
constexpr std::uint64_t default_replays = 1'000;

void replay_test(const Scenario& body, const Environment& environment, const char* file, int line) {
    const std::string& trace_file = *environment.replay;
    const Trace trace = trace_or_exit(trace_file);
    if (trace.scenario != body.name()) {
        GTEST_SKIP() << trace_file << " is a trace of " << trace.scenario;
    }
    const Watched scenario(body, trace.laws);
    LoopSettings settings;
    settings.debug = environment.debug;
    const LoopOptions base = loop_options(scenario, settings);
    const Inputs inputs = inputs_or_exit(trace, scenario);
    const ReplayReport replayed = replay(trace, ReplayMode::loose, base, [&](Loop& loop) {
        return catching_expectations([&] { return scenario.run(loop, inputs); });
    });
    for (const std::string& skipped : replayed.skipped) {
        std::fprintf(stderr, "foliot: skipped %s\n", skipped.c_str());
    }
    std::fputs(warnings_text(replayed.outcome).c_str(), stderr);
    if (!replayed.outcome.failed()) return;
    report_failure(replayed_failure(scenario.name(), trace, trace_file, replayed.outcome), file,
                   line);
}

void explore_test(const Scenario& body, const Environment& environment,
                  const std::vector<std::string>& laws, const char* file, int line) {
    const Watched scenario(body, laws);
    ExploreOptions options;
    if (environment.seed) options.seed = *environment.seed;
    if (environment.runs) options.runs = *environment.runs;
    if (environment.strategy) options.strategy = *environment.strategy;
    options.debug = environment.debug;
    options.around = catching_expectations;
    TellOptions telling = telling_of(scenario.name(), environment);
    telling.strategy = options.strategy;
    telling.shrinking.replays = environment.shrink.value_or(default_replays);
    telling.shrinking.around = catching_expectations;
    options.on_failure = [&](FoundFailure& failure, const Again& again) {
        ScenarioRun run(scenario, again);
        const Finding finding = tell(failure, run, telling);
        testing::Test::RecordProperty("foliot.seed", std::to_string(failure.seed));
        report_failure(finding.text(), file, line);
    };
    const CrashReport crash(scenario.name(), crash_command(scenario.name()));
    options.progress = [](const Progress& progress) {
        CrashReport::begin(progress.run, progress.seed);
    };
    const Exploration result = explore(scenario, options);
    std::fputs(result.warnings.text().c_str(), stderr);
    testing::Test::RecordProperty("foliot.runs", std::to_string(result.runs));
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

void run_test(const char* suite, const char* name, Coro<void> (*body)(Inputs), Options options,
              const char* file, int line) {
    const Environment environment = environment_or_exit();
    const std::vector<std::string> laws = laws_or_exit(environment);
    const CoroScenario scenario(std::string(suite) + "." + name, "", body, std::move(options));
    if (environment.replay) {
        replay_test(scenario, environment, file, line);
    } else {
        explore_test(scenario, environment, laws, file, line);
    }
}

}  // namespace foliot::detail
