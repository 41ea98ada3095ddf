#include "testing/test_glue.h"

#include <errno.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "explore/law_factories.h"
#include "explore/shell_word.h"
#include "explore/trace_options.h"
#include "properties/laws/laws.h"
#include "traces/file/trace_json.h"

namespace foliot::detail {

Environment environment_or_exit() {
    try {
        return read_environment();
    } catch (const UsageError& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

std::vector<std::string> laws_or_exit(const Environment& environment) {
    register_laws();
    if (!environment.laws) return {};
    try {
        return laws_named(*environment.laws, "FOLIOT_LAWS");
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

Inputs inputs_or_exit(const Trace& trace, const Scenario& scenario) {
    try {
        return inputs_of(trace, scenario);
    } catch (const std::runtime_error& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

namespace {

/// This program, with this test alone.
std::string test_command(const std::string& test) {
    return shell_word(program_invocation_name) + " --gtest_filter=" + shell_word(test);
}

std::string replay_command(const std::string& trace, const std::string& test) {
    return "FOLIOT_REPLAY=" + shell_word(trace) + " " + test_command(test);
}

}  // namespace

TellOptions telling_of(const std::string& test, const Environment& environment) {
    TellOptions telling;
    telling.name = test;
    telling.trace_folder = environment.trace_folder.value_or(telling.trace_folder);
    telling.limits.time = environment.shrink_time.value_or(telling.limits.time);
    telling.replay = [test](const std::string& file) { return replay_command(file, test); };
    telling.again = [test](const FoundFailure& failure) {
        return "FOLIOT_SEED=" + std::to_string(failure.seed) + " FOLIOT_RUNS=1 " +
               test_command(test);
    };
    return telling;
}

std::string replayed_failure(const std::string& test, const Trace& trace, const std::string& file,
                             const Outcome& outcome) {
    Finding finding;
    finding.name = test;
    finding.strategy = "replay";
    finding.failure = found_failure(0, trace.settings.seed, outcome);
    finding.trace_file = file;
    finding.replay = replay_command(file, test);
    return finding.text();
}

std::string crash_command(const std::string& test) {
    return "FOLIOT_RUNS=1 " + test_command(test) + "   with FOLIOT_SEED=";
}

void report_failure(const std::string& text, const char* file, int line) {
    std::fputs(text.c_str(), stderr);
    ADD_FAILURE_AT(file, line) << text;
}

}  // namespace foliot::detail
