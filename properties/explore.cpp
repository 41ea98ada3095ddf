#include "properties/explore.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "properties/input_file.h"
#include "properties/program_scenario.h"
#include "sim/strategies.h"
#include "traces/recorder.h"
#include "traces/trace_json.h"

namespace foliot {

namespace {

bool same_failure(const Outcome& a, const Outcome& b) {
    // Messages are compared without who holds what, which only the recorded run knows.
    return a.verdict == b.verdict && a.step == b.step && a.time == b.time && a.steps == b.steps;
}

void keep_trace(FoundFailure& failure, const std::string& folder, const std::string& name) {
    if (folder.empty()) return;
    const std::string file = trace_path(folder, name, failure.seed);
    try {
        write_trace(file, failure.trace);
        failure.trace_file = file;
    } catch (const TraceError& error) {
        failure.trace_error = error.what();
    }
}

}  // namespace

LoopOptions loop_options(const Scenario& scenario, const RunSettings& settings) {
    LoopOptions options;
    options.seed = settings.seed;
    options.step_limit = settings.step_limit;
    options.racing_clock = settings.racing_clock;
    options.debug = settings.debug;
    options.slow_callback_duration = settings.slow_callback_duration;
    scenario.adjust(options);
    return options;
}

Outcome run_once(const Scenario& scenario, const RunSettings& settings, Strategy* strategy) {
    LoopOptions options = loop_options(scenario, settings);
    options.strategy = strategy;
    Loop loop(options);
    return scenario.run(loop, inputs_under(settings.strategy, settings.feeds));
}

RecordedRun record_run(const Scenario& scenario, const RunSettings& settings) {
    const std::unique_ptr<Strategy> strategy = make_strategy(settings.strategy);
    LoopOptions options = loop_options(scenario, settings);
    options.strategy = strategy.get();
    Recorder recorder;
    Loop loop(options);
    loop.observe(recorder);
    Outcome outcome = scenario.run(loop, inputs_under(settings.strategy, settings.feeds));
    explain(outcome, recorder);
    Trace trace = recorder.take(scenario.name(), settings.strategy, options, outcome);
    for (const std::string& feed : settings.feeds) {
        trace.input.push_back({feed, hash_of_file(feed)});
    }
    if (const auto* const program = dynamic_cast<const ProgramScenario*>(&scenario)) {
        trace.program = std::make_shared<const nlohmann::ordered_json>(program->document());
    }
    return {std::move(outcome), std::move(trace)};
}

Exploration explore(const Scenario& scenario, const ExploreOptions& options) {
    const std::unique_ptr<Strategy> strategy = make_strategy(options.strategy);
    Exploration result;
    result.scenario = scenario.name();
    result.strategy = options.strategy;
    result.seed = options.seed;
    RunSettings settings{
        options.seed,  options.strategy, options.racing_clock,          options.step_limit,
        options.feeds, options.debug,    options.slow_callback_duration};
    for (std::uint64_t run = 0; options.runs == 0 || run < options.runs; ++run) {
        settings.seed = run_seed(options.seed, run);
        if (options.stop && options.stop()) {
            result.interrupted = true;
            break;
        }
        if (options.progress) {
            options.progress(
                {run, options.runs, settings.seed, result.steps, result.failures.size()});
        }
        const auto once = [&] { return run_once(scenario, settings, strategy.get()); };
        const Outcome outcome = options.around ? options.around(once) : once();
        ++result.runs;
        result.steps += outcome.steps;
        result.warnings.add(outcome, settings.seed);
        if (!outcome.failed()) continue;
        FoundFailure failure{run, settings.seed, outcome, {}, {}, {}, true};
        const auto again = [&] {
            RecordedRun recorded = record_run(scenario, settings);
            failure.trace = std::move(recorded.trace);
            return std::move(recorded.outcome);
        };
        failure.outcome = options.around ? options.around(again) : again();
        failure.deterministic = same_failure(outcome, failure.outcome);
        keep_trace(failure, options.trace_folder, scenario.name());
        result.failures.push_back(std::move(failure));
        if (!options.keep_going) break;
    }
    return result;
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
