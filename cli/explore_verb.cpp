#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/subjects.h"
#include "cli/verbs.h"
#include "properties/crash.h"
#include "properties/failure_text.h"

namespace foliot {

namespace {

Exploration explore_one(const Command& command, const Subject& subject) {
    const RunSettings settings = settings_of(command);
    ExploreOptions options;
    options.seed = command.seed;
    options.runs = command.runs;
    options.strategy = command.strategy.value_or(options.strategy);
    options.keep_going = command.keep_going;
    options.racing_clock = command.racing_clock;
    if (command.step_limit) options.step_limit = *command.step_limit;
    options.feeds = settings.feeds;
    options.debug = settings.debug;
    options.slow_callback_duration = settings.slow_callback_duration;
    options.trace_folder = command.trace_folder;
    ProgressLine line(subject.scenario->name(), !command.quiet, command.seconds.value_or(0));
    RunSettings again = settings;
    again.strategy = options.strategy;
    const CrashReport crash(subject.scenario->name(), again_command(subject, again));
    options.progress = [&](const Progress& progress) {
        CrashReport::begin(progress.run, progress.seed);
        if (command.verbose) fmt::print(stderr, "run {} seed {}\n", progress.run, progress.seed);
        line.show(progress);
    };
    options.stop = [&] {
        return Interrupt::asked() || (command.seconds && line.elapsed() >= *command.seconds);
    };
    return explore(*subject.scenario, options);
}

void print_exploration(const Exploration& exploration) {
    for (const FoundFailure& failure : exploration.failures) {
        fmt::print("{}", failure_text(exploration.scenario, exploration.strategy, failure,
                                      "foliot replay " + failure.trace_file));
    }
    fmt::print("{}: {} run{} under {} from seed {}, {} failed{}\n", exploration.scenario,
               exploration.runs, exploration.runs == 1 ? "" : "s", exploration.strategy,
               exploration.seed, exploration.failures.size(),
               exploration.interrupted ? " (ended early)" : "");
}

ExitCode worse(ExitCode a, const Exploration& exploration) {
    if (a == ExitCode::not_deterministic) return a;
    for (const FoundFailure& failure : exploration.failures) {
        if (!failure.deterministic) return ExitCode::not_deterministic;
        a = ExitCode::failed;
    }
    return a;
}

}  // namespace

ExitCode explore_verb(const Command& command) {
    const std::vector<Subject> subjects = find_subjects(command.subjects, command.program);
    check_feeds(command);
    const Interrupt interrupt;
    ExitCode code = ExitCode::held;
    auto results = nlohmann::ordered_json::array();
    for (const Subject& subject : subjects) {
        const Exploration exploration = explore_one(command, subject);
        code = worse(code, exploration);
        if (command.json) {
            results.push_back(exploration_json(exploration, command.debug));
        } else {
            fmt::print(stderr, "{}", exploration.warnings.text());
            print_exploration(exploration);
        }
        if (Interrupt::asked()) {
            code = ExitCode::interrupted;
            break;
        }
    }
    if (command.json) {
        const bool several = subjects.size() > 1;
        fmt::print("{}\n", several ? nlohmann::ordered_json({{"results", results}}).dump(2)
                                   : results.front().dump(2));
    }
    return code;
}

}  // namespace foliot
